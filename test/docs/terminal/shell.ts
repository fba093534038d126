import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CommandResult, runCommand } from '../../cli/in-process.ts';
import { type RunningCommand, startCommand } from '../../cli/running-command.ts';

/** A shell that writes down what is typed and what comes back, in words that are the same on every day and machine. */
export interface Shell extends AsyncDisposable {
  /** A line of words about what follows. */
  say(words: string): void;
  /** Runs a command to its end. `soapstone` need not be written in front, `FOLDER/` stands for a folder of this session. */
  run(line: string): Promise<CommandResult>;
  /** Starts a command that runs until the session ends, once it has printed what it should. */
  start(line: string, until: RegExp): Promise<RunningCommand>;
  /** Writes a file of this session. */
  put(name: string, content: string): void;
  /** Writes a file of this session and shows it. */
  file(name: string, content: string): void;
  /** Shows another program's line with what it printed. */
  show(line: string, output: string): void;
  /** All of it. */
  text(): string;
}

/** Opens a session. */
export function openShell(): Shell {
  const folder = mkdtempSync(join(tmpdir(), 'soapstone-terminal-'));
  const running: RunningCommand[] = [];
  const lines: string[] = [];
  const write = (text: string) => void lines.push(sameEveryTime(text, folder));
  const argumentsOf = (line: string) => words(line).map((word) => word.replace('FOLDER/', `${folder}/`));
  const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
  const typed = (line: string) => line.replaceAll('FOLDER/', '');
  return {
    say: (text) => write(`# ${text}\n`),
    async run(line) {
      const result = await runCommand(argumentsOf(line));
      const { code, stdout, stderr } = result;
      write(`$ soapstone ${typed(line)}\n${stdout}${stderr}${code === 0 ? '' : `(exit code ${code})\n`}\n`);
      return result;
    },
    async start(line, until) {
      const command = await startCommand(argumentsOf(line), until);
      running.push(command);
      write(`$ soapstone ${typed(line)} &\n${command.printed().stdout}\n`);
      return command;
    },
    put,
    file(name, content) {
      put(name, content);
      write(`$ cat ${name}\n${content}\n`);
    },
    show: (line, output) => write(`$ ${line}\n${output}\n`),
    text: () => `${lines.join('').trimEnd()}\n`,
    [Symbol.asyncDispose]: async () => {
      for (const command of running) await command.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Ports, tickets, times and temporary folders by fixed ones. */
function sameEveryTime(text: string, folder: string): string {
  return text
    .replaceAll(`${folder}/`, '')
    .replaceAll(`${resolve('..')}/`, '../')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8088')
    .replaceAll(/7T:[\w+/=]+/g, '7T:…')
    .replaceAll(/\d+\.\d ms/g, '0.3 ms');
}

/** Words of a line; quotes hold a word together. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
