/** What is wrong with a file: it is not there, its bytes are others, or it cannot be read. */
export const FILE_PROBLEMS = ['missing', 'changed', 'unreadable'] as const;

export type FileProblem = (typeof FILE_PROBLEMS)[number];
