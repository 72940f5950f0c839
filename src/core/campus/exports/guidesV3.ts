import type { Assignment, Course } from '../seed/model.ts';
import { seedId } from '../seed/seedId.ts';
import { guidePages, type GuidePage } from './guidePages.ts';
import { GUIDE_FLAGS } from './guideFlags.ts';
import { jsonFile, textFile, type PackedFile } from './packedFile.ts';

/** The Guides in the current layout: one JSON and one Markdown file a page (Codio protocol, section 8.1). */
export function guidesV3(course: Course, assignment: Assignment): readonly PackedFile[] {
  const { first, chapter, last } = guidePages(course, assignment);
  const root = '.guides/content';
  return [
    jsonFile(`${root}/index.json`, {
      title: assignment.name,
      ...GUIDE_FLAGS,
      order: [first.stem, chapter.stem, last.stem],
    }),
    ...pageFiles(root, first),
    jsonFile(`${root}/${chapter.stem}/index.json`, {
      id: pageId(chapter.stem),
      type: 'chapter',
      title: chapter.title,
      order: chapter.pages.map((page) => page.stem),
    }),
    textFile(`${root}/${chapter.stem}/index.md`, `# ${chapter.title}\n`),
    ...chapter.pages.flatMap((page) => pageFiles(`${root}/${chapter.stem}`, page)),
    ...pageFiles(root, last),
  ];
}

function pageFiles(folder: string, page: GuidePage): readonly PackedFile[] {
  return [
    jsonFile(`${folder}/${page.stem}.json`, {
      id: pageId(page.stem),
      title: page.title,
      type: 'page',
      files: page.files.map((path) => ({ path, panel: 0, action: 'open' })),
      layout: page.layout,
      path: [],
      contentType: 'markdown',
      teacherOnly: page.teacherOnly,
      closeTerminalSession: false,
      learningObjectives: page.teacherOnly ? '' : `Know what ${page.title} means.`,
    }),
    textFile(`${folder}/${page.stem}.md`, page.markdown),
  ];
}

/** A UUID from the stem, which already ends in what makes the page unique. */
function pageId(stem: string): string {
  const hex = seedId(0, 'page', stem);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
