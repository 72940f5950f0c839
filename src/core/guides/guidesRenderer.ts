import type { Renderer } from '../exports/parts/renderer.ts';
import { fail, failureOf } from '../platform/failure.ts';
import { chosenSources, type ChosenSources } from './chosenSources.ts';
import type { DocumentStyle } from './documentStyle.ts';
import { assignmentsOfSources } from './guidesOfSources.ts';
import { renderEach } from './renderEach.ts';
import { renderTogether } from './renderTogether.ts';

/** Renders the chosen Guides of a sources export: one PDF, or a zip of one each. What cannot be shown is a note, never a failure. */
export function guidesRenderer(style: DocumentStyle): Renderer {
  return async (rendering) => {
    const { request } = rendering.job;
    const chosen = await choose(rendering.sources, request, rendering.signal);
    if (chosen.files.size === 0) fail({ kind: 'gone', missing: 'guides' });
    return request.together ? renderTogether(rendering, chosen, style) : renderEach(rendering, chosen, style);
  };
}

async function choose(
  sources: string,
  request: Parameters<typeof chosenSources>[1],
  signal: AbortSignal,
): Promise<ChosenSources> {
  try {
    return chosenSources(await assignmentsOfSources(sources, signal), request);
  } catch (error) {
    if (signal.aborted) fail({ kind: 'cancelled' });
    const failure = failureOf(error);
    if (failure.kind === 'disk' && failure.problem === 'missing') fail({ kind: 'gone', missing: 'sources' });
    if (failure.kind === 'disk') throw error;
    fail({ kind: 'damaged', problem: 'unreadable' }, error);
  }
}
