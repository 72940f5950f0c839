import type { Assessment } from './model.ts';
import { between, randomOf } from './random.ts';

/**
 * The assessments of an assignment. Their names are what makes reading the CSVs hard: commas, underscores, a line break, and two
 * that are the same (Codio protocol, section 8.5).
 */
export function assessmentsOf(seed: number, assignment: string, topic: string): readonly Assessment[] {
  const random = randomOf(`${seed}/assessments/${assignment}`);
  const id = (type: string): string => `${type}-${between(random, 100_000_000, 4_000_000_000)}`;
  return [
    {
      taskId: id('multiple-choice'),
      type: 'multiple-choice',
      name: `Warm-up, ${topic}`,
      instructions: `Which of these is about ${topic}?`,
      points: 5,
      choices: [`It is what ${topic} means`, 'It is something else', 'Both', 'Neither'],
      answers: [`It is what ${topic} means`, 'It is something else', 'Both', 'Neither'],
    },
    {
      taskId: id('fill-in-the-blanks'),
      type: 'fill-in-the-blanks',
      name: 'Check_your_understanding',
      instructions: `Fill in what ${topic} needs.`,
      points: 10,
      choices: [],
      answers: ['=total+1', '-1', 'total', '@home', 'I do not know'],
    },
    {
      taskId: id('free-text'),
      type: 'free-text',
      name: 'In your own words',
      instructions: `Explain ${topic} to a friend.`,
      points: 10,
      choices: [],
      answers: [
        `First, ${topic} is an idea.\nSecond, it is a habit; "practice" helps.`,
        'It depends, I think.',
        'Не знаю 🤔',
        '',
      ],
    },
    {
      taskId: id('code-output-compare'),
      type: 'code-output-compare',
      name: 'In your own words',
      instructions: 'Run the program and compare what it prints.',
      points: 25,
      choices: [],
      answers: ['42\n', '41\n', 'Traceback (most recent call last):\n  File "main.py", line 3\n', 'Killed'],
    },
    {
      taskId: id('multiple-choice'),
      type: 'multiple-choice',
      name: 'Reflection\n(second line)',
      instructions: 'How did it go?',
      points: 0,
      choices: ['Well', 'Not so well'],
      answers: ['Well', 'Not so well'],
    },
  ];
}
