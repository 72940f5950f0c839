import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Course } from '../seed/model.ts';

/** A course's blueprints in one JSON file. Its format is invented: the real one is not published (Codio protocol, section 7). */
export function blueprintsJson(course: Course): string {
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
  return `${JSON.stringify(blueprints, undefined, 2)}\n`;
}
