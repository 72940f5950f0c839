import type { Language } from './model.ts';

/** An assignment: its name, its topic, and what is special about it. */
export type AssignmentRow = readonly [name: string, topic: string, flag?: 'hidden' | 'draft'];

export type CourseRow = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly language: Language;
  readonly layout: 'v2' | 'v3';
  readonly tags: readonly string[];
  readonly timezone: string;
  readonly created: string;
  readonly start: string;
  readonly end: string;
  readonly archived?: string;
  /** Of a course that repeats every year: when the round began whose dates its assignments have. */
  readonly round?: string;
  /** Which students take it: from … up to, not including …, in the order of the people table. */
  readonly students: readonly [from: number, to: number];
  readonly teachers: readonly number[];
  readonly modules: readonly (readonly [name: string, assignments: readonly AssignmentRow[]])[];
};

/** The courses of the campus, in the order in which they were created. */
export const COURSES: readonly CourseRow[] = [
  {
    key: 'foundations',
    name: 'Foundations of Computing',
    description: 'What computers are, how they count, and how to tell them what to do. Runs since 2017.',
    language: 'python',
    layout: 'v3',
    tags: ['first year', 'long-running'],
    timezone: 'Europe/London',
    created: '2017-08-21T08:00:00Z',
    start: '2017-09-11T08:00:00Z',
    end: '2027-06-30T17:00:00Z',
    round: '2026-03-02T08:00:00Z',
    students: [0, 60],
    teachers: [0, 1],
    modules: [
      [
        'Numbers and Text',
        [
          ['Binary and Hexadecimal', 'number systems'],
          ['Text and Unicode', 'character encodings'],
        ],
      ],
      [
        'Machines',
        [
          ['Logic Gates', 'boolean logic'],
          ['A Tiny CPU', 'instruction cycles'],
          ['Reflection Essay', 'how computers changed', 'hidden'],
        ],
      ],
    ],
  },
  {
    key: 'python-2024',
    name: 'Introduction to Programming (2024–25)',
    description: 'Last year’s run, kept for reference.',
    language: 'python',
    layout: 'v2',
    tags: ['first year'],
    timezone: 'America/New_York',
    created: '2024-07-15T13:00:00Z',
    start: '2024-09-03T13:00:00Z',
    end: '2025-05-16T21:00:00Z',
    archived: '2025-07-01T12:00:00Z',
    students: [10, 32],
    teachers: [1],
    modules: [
      [
        'Basics',
        [
          ['Hello, World', 'printing'],
          ['Variables and Types', 'variables'],
          ['Decisions', 'branches'],
        ],
      ],
      [
        'Repetition',
        [
          ['Loops', 'loops'],
          ['Old Midterm', 'the first half', 'hidden'],
        ],
      ],
    ],
  },
  {
    key: 'python',
    name: 'Introduction to Programming with Python',
    description: 'A first course for people who have never programmed.',
    language: 'python',
    layout: 'v3',
    tags: ['first year', 'python'],
    timezone: 'America/New_York',
    created: '2026-06-29T14:12:05Z',
    start: '2026-09-07T12:00:00Z',
    end: '2026-12-18T22:00:00Z',
    students: [0, 36],
    teachers: [0, 2],
    modules: [
      [
        'Getting Started',
        [
          ['Lab 1: Hello, World', 'printing'],
          ['Lab 2: Variables', 'variables'],
        ],
      ],
      [
        'Control Flow',
        [
          ['Lab 3: Branches', 'branches'],
          ['Lab 4: Loops', 'loops'],
          ['Quiz: Control Flow', 'branches and loops', 'hidden'],
        ],
      ],
      [
        'Functions & Data',
        [
          ['Lab 5: Functions', 'functions'],
          ['Lab 6: Lists / Dictionaries', 'collections'],
        ],
      ],
      ['Project', [['Final Project: Text Adventure', 'program design', 'draft']]],
    ],
  },
  {
    key: 'java',
    name: 'Data Structures and Algorithms in Java',
    description: 'Lists, trees, graphs, and what they cost.',
    language: 'java',
    layout: 'v3',
    tags: ['second year', 'java'],
    timezone: 'Europe/Berlin',
    created: '2026-07-06T09:30:00Z',
    start: '2026-09-14T07:00:00Z',
    end: '2027-01-29T17:00:00Z',
    students: [20, 44],
    teachers: [1, 3],
    modules: [
      [
        'Linear Structures',
        [
          ['Array Lists', 'array lists'],
          ['Linked Lists', 'linked lists'],
          ['Stacks & Queues', 'stacks'],
        ],
      ],
      [
        'Trees and Graphs',
        [
          ['Binary Search Trees', 'search trees'],
          ['Graph Search', 'breadth-first search'],
        ],
      ],
      [
        'Exams',
        [
          ['Midterm Practice', 'linear structures', 'hidden'],
          ['Midterm', 'linear structures', 'hidden'],
        ],
      ],
    ],
  },
  {
    key: 'c',
    name: 'Systems Programming in C',
    description: 'Memory, files, processes.',
    language: 'c',
    layout: 'v3',
    tags: ['third year', 'c'],
    timezone: 'Asia/Seoul',
    created: '2026-07-20T01:00:00Z',
    start: '2026-09-01T00:00:00Z',
    end: '2026-12-21T09:00:00Z',
    students: [30, 48],
    teachers: [3],
    modules: [
      [
        'Memory',
        [
          ['Pointers', 'pointers'],
          ['malloc and free', 'the heap'],
        ],
      ],
      [
        'The System',
        [
          ['Reading Files', 'file descriptors'],
          ['fork and exec', 'processes'],
          ['Signals', 'signals', 'hidden'],
        ],
      ],
    ],
  },
  {
    key: 'web',
    name: 'Web Development: HTML, CSS & JavaScript',
    description: 'Pages that work for everybody.',
    language: 'javascript',
    layout: 'v3',
    tags: [],
    timezone: 'Pacific/Auckland',
    created: '2026-08-03T20:00:00Z',
    start: '2026-09-21T20:00:00Z',
    end: '2027-02-12T04:00:00Z',
    students: [40, 60],
    teachers: [2],
    modules: [
      [
        'The Page',
        [
          ['Semantic HTML', 'semantic markup'],
          ['Style Sheets', 'the cascade'],
        ],
      ],
      [
        'Behaviour',
        [
          ['Events', 'events'],
          ['Fetching Data', 'promises'],
        ],
      ],
      ['Guest Lectures', []],
    ],
  },
  {
    key: 'sql',
    name: 'Relational Databases',
    description: 'Starts next term; nobody has joined yet.',
    language: 'sql',
    layout: 'v3',
    tags: ['second year'],
    timezone: 'UTC',
    created: '2026-11-02T10:00:00Z',
    start: '2027-01-11T09:00:00Z',
    end: '2027-05-28T17:00:00Z',
    students: [0, 0],
    teachers: [0],
    modules: [
      [
        'Queries',
        [
          ['Selecting Rows', 'selection'],
          ['Joining Tables', 'joins'],
        ],
      ],
      [
        'Design',
        [
          ['Normal Forms', 'normal forms'],
          ['Placement Test', 'selection', 'hidden'],
        ],
      ],
    ],
  },
];

/** A course that belongs to another organisation. */
export const FOREIGN_COURSE = 'Somebody Else’s Course';
