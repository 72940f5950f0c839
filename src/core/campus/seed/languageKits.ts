import type { Language } from './model.ts';

/** What a course's programming language means for its files. `program` makes the text of the main file. */
export type LanguageKit = {
  readonly fence: string;
  readonly mainFile: string;
  readonly run: string;
  readonly comment: string;
  program(topic: string, body: readonly string[]): string;
  /** Lines that a student may have written into the program. */
  readonly lines: readonly [string, ...string[]];
  readonly extras: readonly (readonly [path: string, text: string])[];
};

const indented = (body: readonly string[]): string => body.map((line) => `    ${line}\n`).join('');

export const LANGUAGE_KITS: Readonly<Record<Language, LanguageKit>> = {
  python: {
    fence: 'python',
    mainFile: 'main.py',
    run: 'python3 main.py',
    comment: '#',
    program: (topic, body) =>
      `"""Practice: ${topic}."""\n\n\ndef solve(numbers):\n    total = 0\n${indented(body)}    return total\n\n\nif __name__ == "__main__":\n    print(solve([20, 21, 1]))\n`,
    lines: [
      'total = sum(numbers)',
      'for n in numbers:\n        total += n',
      'print("numbers:", numbers)',
      'total = len(numbers)',
      '# TBD: ask in class',
    ],
    extras: [
      ['data/scores.csv', 'name,score\nΑda,3\nبكر,5\n'],
      ['tests/test_main.py', 'from main import solve\n\n\ndef test_sum():\n    assert solve([1, 2]) == 3\n'],
    ],
  },
  java: {
    fence: 'java',
    mainFile: 'src/Main.java',
    run: 'javac -d out src/*.java && java -cp out Main',
    comment: '//',
    program: (topic, body) =>
      `/** Practice: ${topic}. */\npublic class Main {\n  static int solve(int[] numbers) {\n    int total = 0;\n${indented(body)}    return total;\n  }\n\n  public static void main(String[] args) {\n    System.out.println(solve(new int[] {20, 21, 1}));\n  }\n}\n`,
    lines: [
      'for (int n : numbers) total += n;',
      'total = numbers.length;',
      'System.err.println("here");',
      'assert numbers != null;',
    ],
    extras: [
      ['src/Node.java', 'record Node<T>(T value, Node<T> next) {}\n'],
      ['README.md', '# How to run\n\nPress **Run** in the menu.\n'],
    ],
  },
  c: {
    fence: 'c',
    mainFile: 'main.c',
    run: 'make && ./main',
    comment: '//',
    program: (topic, body) =>
      `/* Practice: ${topic}. */\n#include <stdio.h>\n\nstatic int solve(const int *numbers, int count) {\n    int total = 0;\n${indented(body)}    return total;\n}\n\nint main(void) {\n    const int numbers[] = {20, 21, 1};\n    printf("%d\\n", solve(numbers, 3));\n    return 0;\n}\n`,
    lines: [
      'for (int i = 0; i < count; i++) total += numbers[i];',
      'total = count;',
      'fprintf(stderr, "count %d\\n", count);',
      'if (count <= 0) return 0;',
    ],
    extras: [['Makefile', 'main: main.c\n\tcc -Wall -Wextra -o main main.c\n']],
  },
  javascript: {
    fence: 'js',
    mainFile: 'app.js',
    run: 'node app.js',
    comment: '//',
    program: (topic, body) =>
      `// Practice: ${topic}.\nfunction solve(numbers) {\n    let total = 0;\n${indented(body)}    return total;\n}\n\nconsole.log(solve([20, 21, 1]));\n`,
    lines: [
      'for (const n of numbers) total += n;',
      'total = numbers.length;',
      'console.log({ numbers });',
      'numbers = [...numbers];',
    ],
    extras: [
      [
        'index.html',
        '<!doctype html>\n<html lang="en">\n<title>Practice</title>\n<script src="app.js"></script>\n',
      ],
      ['style.css', 'body { font: 1rem/1.5 sans-serif; }\n'],
    ],
  },
  sql: {
    fence: 'sql',
    mainFile: 'query.sql',
    run: 'sqlite3 campus.db < query.sql',
    comment: '--',
    program: (topic, body) =>
      `-- Practice: ${topic}.\nSELECT sum(score) AS total\nFROM scores\n${indented(body)};\n`,
    lines: ['WHERE score > 0', 'GROUP BY student'],
    extras: [['schema.sql', 'CREATE TABLE scores (student TEXT, score INTEGER);\n']],
  },
};
