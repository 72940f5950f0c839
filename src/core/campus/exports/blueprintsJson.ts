import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Course } from '../seed/model.ts';

/**
 * A course's blueprints in one JSON file. Its format is invented: the real one is not published (Codio protocol, section 7).
 *
 * @param added the JSON of entries that were added to the course, each written as it came
 */
export function blueprintsJson(course: Course, added: readonly string[] = []): string {
  const kit = LANGUAGE_KITS[course.language];
  const blueprints = [
    {
      name: 'Learning Objectives',
      layout: '1-panel',
      content: '# Learning objectives\n\nAfter this page you can …\n\n* explain\n* apply\n',
    },
    {
      name: 'Coding problem',
      layout: '2-panels',
      content: `# Problem\n\nWrite a program in \`${kit.mainFile}\`.\n\n\`\`\`${kit.fence}\n${kit.lines[0]}\n\`\`\`\n`,
    },
  ];
  const seeded = blueprints.map((one) => `  ${JSON.stringify(one, undefined, 2).replaceAll('\n', '\n  ')}`);
  return `[\n${[...seeded, ...added.map((entry) => `  ${entry}`)].join(',\n')}\n]\n`;
}
