// Fetches one file from a repository, in a process of its own, and prints what it took.
// timeFetch.ts WAY URL PATH FOLDER CA_FILE
import { createHash } from 'node:crypto';
import { fetchFromRepository } from '../../src/core/blueprints/repository/fetchFromRepository.ts';
import { DEFAULT_LIMITS } from '../../src/core/blueprints/repository/repositoryFile.ts';
import { say } from '../../scripts/say.ts';
import type { FetchOutcome } from './fetchOutcome.ts';
import { watchMemory } from './watchMemory.ts';

const [way, url = '', path = '', folder = '', caFile = ''] = process.argv.slice(2);
const before = process.memoryUsage.rss();
const grown = watchMemory();
const start = performance.now();
const { bytes } = await fetchFromRepository(
  { url, path },
  {
    way: way === 'git' ? 'git' : 'builtIn',
    folder,
    http: { userAgent: 'Lectern/bench', caFile },
    limits: DEFAULT_LIMITS,
    env: process.env,
  },
  new AbortController().signal,
);
const grownBytes = grown();
const outcome: FetchOutcome = {
  ms: performance.now() - start,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  grownBytes,
  // Not the system's own highest value: a process inherits that of the one that started it.
  rssBytes: before + grownBytes,
};
say(JSON.stringify(outcome));
