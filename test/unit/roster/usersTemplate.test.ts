import { parse } from 'csv-parse/sync';
import assert from 'node:assert/strict';
import { cellsOfLine } from '../../../src/core/roster/scan/cellsOfLine.ts';
import { COLUMNS } from '../../../src/core/roster/header/column.ts';
import { HEADER_LABELS } from '../../../src/core/roster/header/headerLabels.ts';
import { columnOf } from '../../../src/core/roster/header/headerToken.ts';
import { usersTemplate } from '../../../src/core/roster/header/usersTemplate.ts';

describe('the template of a users file', () => {
  it('has a header that the server reads, in every language', () => {
    for (const locale of [...Object.keys(HEADER_LABELS), 'zz']) {
      const [labels = [], ...rows] = parse(usersTemplate(locale));
      assert.deepEqual(labels.map(columnOf), COLUMNS, locale);
      assert.deepEqual(rows, []);
    }
    assert.match(usersTemplate('es-es'), /^ID de la base de datos \(UUID\),Nombre de usuario \(USERNAME\),/);
  });

  it('is read cell by cell, with quotes', () => {
    assert.deepEqual(cellsOfLine('a,"b,""c""",,'), [
      { start: 0, end: 1, text: 'a' },
      { start: 2, end: 11, text: 'b,"c"' },
      { start: 12, end: 12, text: '' },
      { start: 13, end: 13, text: '' },
    ]);
    assert.deepEqual(cellsOfLine(''), [{ start: 0, end: 0, text: '' }]);
    assert.deepEqual(cellsOfLine('"x,y'), [{ start: 0, end: 4, text: '"x,y' }]);
  });
});
