import { setTimeout as pause } from 'node:timers/promises';
import { descendants } from '../process/processTree.ts';
import type { Server } from './startServer.ts';

function extensionHosts(server: Server): number[] {
  return descendants(server.pid)
    .filter(({ command }) => command.includes('--type=extensionHost'))
    .map(({ pid }) => pid);
}

/**
 * Kills the extension host of a server, as a crash or the system would, and waits until it is gone. The server goes on.
 * The workbench offers to start another one, or a reload of the page does.
 *
 * @returns how many were killed: one for each open window
 */
export async function killExtensionHost(server: Server, signal: NodeJS.Signals = 'SIGKILL'): Promise<number> {
  const found = extensionHosts(server);
  if (found.length === 0) throw new Error('This server has no extension host: no window is open.');
  for (const pid of found) process.kill(pid, signal);
  while (extensionHosts(server).some((pid) => found.includes(pid))) await pause(20);
  return found.length;
}
