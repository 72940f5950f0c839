export function npmCommand(cwd: string, args: readonly string[]): 'done' | 'failed' | 'no npm';
