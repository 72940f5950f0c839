import { DIGIT, LOWER_HEX, QUOTED } from '../scan/charKinds.ts';
import { codePoints } from '../values/codePoints.ts';
import { UUID } from '../header/column.ts';
import { INT_SPACES } from '../values/pythonSpace.ts';
import type { RowRule } from '../check/rowRule.ts';

const HEX_NUMBER = new RegExp(
  `^[${INT_SPACES}]*\\+?(?:0[xX]_?)?[\\p{Nd}a-fA-F](?:_?[\\p{Nd}a-fA-F])*[${INT_SPACES}]*$`,
  'u',
);

/** The server's syntax of a database ID: Python's UUID() (Kolibri protocol, section 6.4, check 2). */
export const databaseId: RowRule = (row, report) => {
  const length = row.length(UUID);
  if (length === 0) return;
  if (length === 32 && (row.kindsOf(UUID) & ~(LOWER_HEX | DIGIT | QUOTED)) === 0) return;
  const value = row.value(UUID);
  if (!isPythonUuid(value)) report.cell('database-id-invalid', UUID, { value });
};

function isPythonUuid(value: string): boolean {
  const hex = value
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '')
    .replaceAll('-', '');
  return codePoints(hex) === 32 && HEX_NUMBER.test(hex);
}
