import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** Where VS Code and the browser of the tests lie: git-ignored, about 800 MB a VS Code version and its browser. */
export const CACHE = process.env['VSCODE_HOST_CACHE'] ?? join(ROOT, '.vscode-host');
