import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const spdlog = `
const fs = require('node:fs'), path = require('node:path');
class Logger {
  constructor(name, file) { this.file = file; this.level = 2; }
  write(level, label, text) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try { fs.appendFileSync(this.file, this.plain ? text : stamp + ' [' + label + '] ' + text + '\\n'); } catch { /* the folder goes when the server does: a late line has nowhere to be */ }
  }
  trace(m) { this.write(0, 'trace', m); } debug(m) { this.write(1, 'debug', m); } info(m) { this.write(2, 'info', m); }
  warn(m) { this.write(3, 'warning', m); } error(m) { this.write(4, 'error', m); } critical(m) { this.write(5, 'critical', m); }
  getLevel() { return this.level; } setLevel(level) { this.level = level; }
  clearFormatters() { this.plain = true; } setPattern() { this.plain = false; } flush() {} drop() {}
}
const create = async (name, file) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, '');
  return new Logger(name, file);
};
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

const watchdog = `
exports.start = (pid) => setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(87); } }, 2000).unref();
exports.exit = (code) => process.exit(code);
`;

/**
 * Puts plain JavaScript in place of two native modules that are not compiled here. Without the logger an old VS Code
 * hangs in an endless flush(), LogOutputChannels stay empty and every start prints stack traces; without the watchdog
 * the extension host outlives the server.
 *
 * @param vscode the folder lib/vscode of an installed code-server
 */
export function stubNatives(vscode: string): void {
  const stubs = {
    '@vscode/spdlog': spdlog,
    'native-watchdog': watchdog,
    '@vscode/native-watchdog': watchdog,
  };
  for (const [name, text] of Object.entries(stubs)) {
    const folder = join(vscode, 'node_modules', name);
    if (existsSync(folder)) writeFileSync(join(folder, 'index.js'), text);
  }
}
