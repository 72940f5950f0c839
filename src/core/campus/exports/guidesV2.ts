import type { Assignment, Course } from '../seed/model.ts';
import { guidePages } from './guidePages.ts';
import { GUIDE_FLAGS } from './guideFlags.ts';
import { jsonFile, textFile, type PackedFile } from './packedFile.ts';

/**
 * The Guides in the older layout. `.guides/metadata.json` is how clients tell that it is this one (Codio protocol, section 8.1).
 */
export function guidesV2(course: Course, assignment: Assignment): readonly PackedFile[] {
  const { first, chapter, last } = guidePages(course, assignment);
  const pages = [first, ...chapter.pages, last];
  const id = (stem: string): string => `id-${stem}`;
  const leaf = (stem: string, title: string): unknown => ({
    id: `book-${stem}`,
    title,
    type: 'page',
    pageId: id(stem),
  });
  return [
    jsonFile('.guides/metadata.json', {
      sections: pages.map((page) => ({
        id: id(page.stem),
        title: page.title,
        files: page.files.map((path) => ({ path, panel: 0, action: 'open' })),
        layout: page.layout,
        path: [],
        type: 'markdown',
        'content-file': `.guides/content/${page.stem}.md`,
        chapter: chapter.pages.includes(page),
        reset: [],
        teacherOnly: page.teacherOnly,
      })),
      ...GUIDE_FLAGS,
    }),
    jsonFile('.guides/book.json', {
      name: assignment.name,
      children: [
        leaf(first.stem, first.title),
        {
          id: `book-${chapter.stem}`,
          title: chapter.title,
          type: 'chapter',
          pageId: id(chapter.pages[0]?.stem ?? first.stem),
          children: chapter.pages.map((page) => leaf(page.stem, page.title)),
        },
        leaf(last.stem, last.title),
      ],
    }),
    ...pages.map((page) => textFile(`.guides/content/${page.stem}.md`, page.markdown)),
  ];
}
