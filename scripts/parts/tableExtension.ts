import { join } from 'node:path';
import { ROOT } from '../root.ts';

/** An extension that looks after CSV files as others do; the tests inside VS Code run beside it. */
export const TABLE_EXTENSION = join(ROOT, 'test/fixtures/table-extension');
