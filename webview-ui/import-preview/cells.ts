import { filled, make } from './dom.ts';
import type { Becoming, Change, Item, Query, Remark, Strings } from './protocol.ts';

/** A column of a grid: its heading, the class that its cells carry, and what a cell holds. */
export type Column = {
  readonly key: string;
  readonly label: string;
  readonly fill: (cell: HTMLElement, item: Item) => void;
};

/** The columns of a list. */
export function columnsOf(list: Query['list'], strings: Strings): readonly Column[] {
  const { columns } = strings;
  const text = (key: string, label: string, of: (item: Item) => string): Column => ({
    key,
    label,
    fill: (cell, item) => {
      cell.textContent = of(item);
    },
  });
  const becoming = (key: string, label: string, of: (item: Item) => Becoming): Column => ({
    key,
    label,
    fill: (cell, item) => fillBecoming(cell, of(item), strings),
  });
  const changes = (key: string, label: string, of: (item: Item) => readonly Change[]): Column => ({
    key,
    label,
    fill: (cell, item) => fillChanges(cell, of(item)),
  });
  switch (list) {
    case 'rows':
      return [
        text('line', columns.line, (item) => (item.kind === 'row' ? item.line : '')),
        {
          key: 'effect',
          label: columns.effect,
          fill: (cell, item) => {
            if (item.kind !== 'row') return;
            cell.replaceChildren(make('span', `effect tone-${item.tone}`, item.effect));
            if (item.mark !== undefined) cell.prepend(markElement(item.mark, strings), ' ');
          },
        },
        becoming('user', columns.user, (item) => (item.kind === 'row' ? item.username : { now: '' })),
        becoming('name', columns.fullName, (item) => (item.kind === 'row' ? item.fullName : { now: '' })),
        becoming('type', columns.type, (item) => (item.kind === 'row' ? item.userType : { now: '' })),
        changes('classes', columns.classes, (item) => (item.kind === 'row' ? item.classes : [])),
        changes('others', columns.others, (item) => (item.kind === 'row' ? item.others : [])),
        {
          key: 'findings',
          label: columns.findings,
          fill: (cell, item) => fillRemarks(cell, item.kind === 'row' ? item.remarks : [], strings),
        },
      ];
    case 'classes':
      return [
        text('name', columns.className, (item) => (item.kind === 'class' ? item.name : '')),
        {
          key: 'state',
          label: columns.state,
          fill: (cell, item) => {
            if (item.kind !== 'class') return;
            cell.replaceChildren(make('span', `effect tone-${item.isNew ? 'add' : 'change'}`, item.state));
          },
        },
        becoming('learners', columns.learners, (item) =>
          item.kind === 'class' ? item.learners : { now: '' },
        ),
        becoming('coaches', columns.coaches, (item) => (item.kind === 'class' ? item.coaches : { now: '' })),
        changes('changes', columns.changes, (item) => (item.kind === 'class' ? item.changes : [])),
      ];
    case 'removals':
      return [
        text('user', columns.user, (item) => (item.kind === 'removal' ? item.username : '')),
        text('name', columns.fullName, (item) => (item.kind === 'removal' ? item.fullName : '')),
      ];
  }
}

type Mark = NonNullable<Extract<Item, { kind: 'row' }>['mark']>;

const MARKS: Readonly<Record<Mark, string>> = { written: '◐', done: '✓', refused: '✗' };

/** How far a row of the import that is under way is: a sign, which has room in any column, and its meaning for whoever asks. */
function markElement(mark: Mark, strings: Strings): HTMLElement {
  const sign = make('span', 'sign', MARKS[mark]);
  sign.setAttribute('aria-hidden', 'true');
  const element = make('span', `mark ${mark}`, sign, make('span', 'unseen', `${strings[mark]}:`));
  element.title = strings[mark];
  return element;
}

/** What a screen reader and the details below the grid say of a remark. */
export function remarkLabel({ severity }: Remark, strings: Strings): string {
  return strings[severity];
}

function fillBecoming(cell: HTMLElement, { old, now }: Becoming, strings: Strings): void {
  cell.classList.toggle('becoming', old !== undefined);
  if (old === undefined) {
    cell.textContent = now;
    return;
  }
  cell.replaceChildren(...oldAndNew(old, now, strings));
}

function oldAndNew(old: string, now: string, strings: Strings): readonly [HTMLElement, HTMLElement] {
  const was = make('del', 'old', old === '' ? '–' : old);
  was.setAttribute('aria-label', filled(strings.was, old === '' ? '–' : old));
  return [was, make('ins', 'new', now === '' ? '–' : now)];
}

/** A field that becomes another, with its name, outside the grid. */
export function becomingElement(label: string, { old = '', now }: Becoming, strings: Strings): HTMLElement {
  const [was, is] = oldAndNew(old, now, strings);
  return make('span', 'change', `${label}: `, was, ' ', is);
}

function fillChanges(cell: HTMLElement, changes: readonly Change[]): void {
  cell.replaceChildren(
    ...changes.flatMap((change, index) => [...(index === 0 ? [] : [' ']), changeElement(change)]),
  );
}

/** A change with its sign, which is said in words too. */
export function changeElement({ sign, text, label }: Change): HTMLElement {
  const tone = sign === '+' ? 'plus' : sign === '-' ? 'minus' : 'same';
  const element = make('span', `change ${tone}`);
  if (sign !== '') {
    const mark = make('span', 'sign', sign === '-' ? '−' : '+');
    mark.setAttribute('aria-hidden', 'true');
    element.append(mark);
  }
  element.append(make('span', 'unseen', `${label} `), text);
  return element;
}

function fillRemarks(cell: HTMLElement, remarks: readonly Remark[], strings: Strings): void {
  const [worst] = remarks;
  if (worst === undefined) {
    cell.textContent = '';
    return;
  }
  cell.replaceChildren(
    make('span', `icon ${worst.severity}`),
    make('span', 'unseen', `${remarkLabel(worst, strings)}: `),
    remarks.map(({ text }) => text).join(' '),
  );
}
