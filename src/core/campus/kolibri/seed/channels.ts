import type { Channel, Content } from '../exports/channel.ts';

/** What the invented schools learn with. One title begins with a sign that a spreadsheet would take for a formula. */
export const CHANNELS: readonly Channel[] = [
  channel('c0ffee00', 'Open Science', [
    ['video', 'Cells, tissues, organs', 'Biology', 'Life'],
    ['exercise', 'Name the parts of a cell', 'Biology', 'Life'],
    ['document', 'Photosynthesis: a reader', 'Biology', 'Plants'],
    ['video', '=Energy of a falling stone', 'Physics'],
    ['exercise', 'Speed, distance, time', 'Physics'],
    ['audio', 'The sound of a pendulum', 'Physics', 'Waves, and more'],
  ]),
  channel('c0ffee01', '数学 Mathématiques رياضيات', [
    ['video', 'Fractions « pas à pas »', 'Nombres'],
    ['exercise', '分数の足し算', 'Nombres', '分数'],
    ['exercise', 'Равенства', 'Algebra'],
    ['document', 'مساحة المثلث', 'Géométrie'],
  ]),
];

/** The kind of content that nobody has installed: logs name it, exports leave its title empty. */
export const UNKNOWN_CONTENT = { id: hex('dead', 1), channelId: hex('dead', 0) };

type Line = readonly [kind: Content['kind'], title: string, ...folders: string[]];

function channel(start: string, name: string, lines: readonly Line[]): Channel {
  return {
    id: hex(start, 0),
    name,
    contents: lines.map(([kind, title, ...folders], at) => ({
      id: hex(start, at + 1),
      title,
      kind,
      folders,
    })),
  };
}

function hex(start: string, number: number): string {
  return `${start}${number.toString(16).padStart(32 - start.length, '0')}`;
}
