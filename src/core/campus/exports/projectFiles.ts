import { LANGUAGE_KITS } from '../seed/languageKits.ts';
import type { Assignment, Course } from '../seed/model.ts';
import { textFile, type PackedFile } from './packedFile.ts';

/** The files of a project that both its author and its students have, beside the Guides. */
export function projectFiles(
  course: Course,
  assignment: Assignment,
  body: readonly string[],
): readonly PackedFile[] {
  const kit = LANGUAGE_KITS[course.language];
  return [
    // JSON with comments, as the platform writes it (Codio protocol, section 8.1).
    textFile(
      '.codio',
      `{\n  // The Run menu of this project\n  "commands": {\n    "Run": ${JSON.stringify(kit.run)}\n  },\n  "preview": {}\n}\n`,
    ),
    textFile('.codio-menu', '{\n  "menu": []\n}\n'),
    textFile(
      '.settings',
      '[editor]\n; how wide a tab is\ntab_size = 4\nuse_soft_tabs = true\n\n[ide]\ntheme = light\n',
    ),
    textFile(kit.mainFile, kit.program(assignment.topic, body)),
    ...kit.extras.map(([path, text]) => textFile(path, text)),
  ];
}
