import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Assignment, Course } from '../seed/model.ts';

/** A page of the Guides, before it is laid out in files. `stem` is its file name without an extension. */
export type GuidePage = {
  readonly stem: string;
  readonly title: string;
  readonly teacherOnly: boolean;
  readonly layout: string;
  readonly files: readonly string[];
  readonly markdown: string;
};

export type GuideChapter = {
  readonly stem: string;
  readonly title: string;
  readonly pages: readonly GuidePage[];
};

/** The pages of an assignment: one at the top, a chapter to read and practise, and one for the teacher. */
export function guidePages(
  course: Course,
  assignment: Assignment,
): { readonly first: GuidePage; readonly chapter: GuideChapter; readonly last: GuidePage } {
  const { topic, name, id } = assignment;
  const kit = LANGUAGE_KITS[course.language];
  const suffix = (at: number): string => id.slice(at * 4, at * 4 + 4);
  const embeds = assignment.assessments.map((assessment) => `{Check It!|assessment}(${assessment.taskId})\n`);
  return {
    first: {
      stem: `overview-${suffix(0)}`,
      title: name,
      teacherOnly: false,
      layout: '1-panel',
      files: [],
      markdown: `# ${name}

Welcome! Today is about **${topic}**.

![Scores of earlier groups](.guides/img/scores.png)

## What you will do

1. Read the next page.
2. Run the program.
3. Answer the questions, as often as you need.

* Ask when you are stuck.
* Work in pairs if you like.
    * Swap roles every ten minutes.

| Part | Minutes | Points |
| :--- | ------: | -----: |
| Reading | 10 | 0 |
| Practice | 30 | 35 |
| Questions | 20 | 15 |

|||info
## Before you start
Close what you do not need.
|||
`,
    },
    chapter: {
      stem: `work-${suffix(1)}`,
      title: 'Work',
      pages: [
        {
          stem: `reading-${suffix(2)}`,
          title: `About ${topic}`,
          teacherOnly: false,
          layout: '2-panels',
          files: [kit.mainFile],
          markdown: `# About ${topic}

This is the program in the other panel:

\`\`\`${kit.fence}
${kit.program(topic, [kit.lines[0]])}\`\`\`

> Programs are written for people first. — *every reviewer*

Try it: {Run|terminal}(${kit.run})

Names may be written in any script: \`größe\`, \`итог\`, \`合計\`.
`,
        },
        {
          stem: `practice-${suffix(3)}`,
          title: 'Practice',
          teacherOnly: false,
          layout: '2-panels-tree',
          files: [kit.mainFile],
          markdown: `# Practice\n\nEdit \`${kit.mainFile}\`, then answer.\n\n---\n\n${embeds.join('\n')}`,
        },
      ],
    },
    last: {
      stem: `teacher-notes-${suffix(4)}`,
      title: 'Teacher notes',
      teacherOnly: true,
      layout: '1-panel',
      files: [],
      markdown: `# Teacher notes\n\nCommon mistake: \`${kit.lines[Math.min(1, kit.lines.length - 1)] ?? kit.lines[0]}\`.\n\n- [ ] Show the solution in \`.guides/secure\`\n- [x] Book the room\n`,
    },
  };
}
