/** A user of the campus. Some students of an LMS are anonymous and have no e-mail (Codio protocol, section 4.1). */
export type Person = {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly login: string;
  readonly email?: string;
};

/** The programming language of a course: decides the project files and the code in the pages. */
export type Language = 'python' | 'java' | 'c' | 'javascript' | 'sql';

export type AssessmentType = 'multiple-choice' | 'fill-in-the-blanks' | 'free-text' | 'code-output-compare';

/** `name` is author text: it may hold commas, underscores and line breaks, and two may be the same. */
export type Assessment = {
  readonly taskId: string;
  readonly type: AssessmentType;
  readonly name: string;
  readonly instructions: string;
  readonly points: number;
  /** Multiple choice only; the first one is right. */
  readonly choices: readonly string[];
  /** What students answer: the first one is right. */
  readonly answers: readonly [string, ...string[]];
};

export type Assignment = {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly hidden: boolean;
  /** Sources hold published assignments only. */
  readonly published: boolean;
  /** Its place in the course, from 0. */
  readonly index: number;
  readonly due: Date;
  readonly assessments: readonly Assessment[];
};

export type Module = {
  readonly id: string;
  readonly name: string;
  readonly assignments: readonly Assignment[];
};

export type Course = {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly language: Language;
  /** Which Guides format its pages have (Codio protocol, section 8.1). */
  readonly layout: 'v2' | 'v3';
  readonly tags: readonly string[];
  readonly timezone: string;
  readonly created: Date;
  readonly start: Date;
  readonly end: Date;
  readonly archived?: Date;
  readonly modules: readonly Module[];
  readonly students: readonly Person[];
  /** Built into the course by the platform: in the CSVs, yet not in the list of students. */
  readonly testStudents: readonly Person[];
  readonly teachers: readonly Person[];
};

export type Organisation = {
  readonly name: string;
  readonly seed: number;
  readonly courses: readonly Course[];
  readonly people: readonly Person[];
  /** A course of somebody else: every request for it is forbidden. */
  readonly foreignCourse: { readonly id: string; readonly name: string };
};

/** Times in whole seconds; extensions in minutes. A student who has not started has neither grade nor dates. */
export type Progress = {
  readonly status: 'NOT_STARTED' | 'STARTED' | 'COMPLETED';
  readonly secondsSpent: number;
  readonly grade?: number;
  readonly extraCredit?: number;
  readonly started?: Date;
  readonly completed?: Date;
  readonly extendedDeadline: number;
  readonly extendedTimeLimit: number;
};

/** What one student did with one assessment. `attempts` 0: nothing yet. */
export type Answer = {
  readonly assessment: Assessment;
  readonly attempts: number;
  readonly text: string;
  readonly correct: boolean;
  readonly points: number;
};
