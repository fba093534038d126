import { Command, CommanderError } from 'commander';
import { readBuildInfo } from '../observability/build-info.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Gives a command its options and its action. The action says how it ended by `end`. */
export type DefineCommand = (command: Command, terminal: Terminal, end: (code: ExitCode) => void) => void;

/** A command: its name and summary are known at once, all else is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: 'run the gateway; without options against an embedded simulator',
    load: async () => (await import('./commands/serve.ts')).defineServe,
  },
  {
    name: 'openapi',
    summary: 'write the OpenAPI document, or compare it with a file',
    load: async () => (await import('./commands/openapi.ts')).defineOpenApi,
  },
  {
    name: 'inspect',
    summary: 'show services, ports and operations, and what is not supported',
    load: async () => (await import('./commands/inspect.ts')).defineInspect,
  },
  {
    name: 'diff',
    summary: 'show what changes for callers between two WSDLs or OpenAPI documents',
    load: async () => (await import('./commands/diff.ts')).defineDiff,
  },
  {
    name: 'config',
    summary: 'check a configuration file, or show what is in effect',
    load: async () => (await import('./commands/config.ts')).defineConfig,
  },
  {
    name: 'doctor',
    summary: 'examine the way to the backends: name, TLS, clock, WSDLs, sign-in',
    load: async () => (await import('./commands/doctor.ts')).defineDoctor,
  },
  {
    name: 'init',
    summary: 'write a first configuration for a WSDL, with suggested routes',
    load: async () => (await import('./commands/init.ts')).defineInit,
  },
  {
    name: 'call',
    summary: 'call one operation: JSON in, JSON out',
    load: async () => (await import('./commands/call.ts')).defineCall,
  },
  {
    name: 'mock',
    summary: 'serve any WSDL as a SOAP server that validates and answers examples',
    load: async () => (await import('./commands/mock.ts')).defineMock,
  },
  {
    name: 'completion',
    summary: 'print the completion script of a shell: bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).defineCompletion,
  },
];

/**
 * The command line.
 * @param args - without the program and its file
 * @returns the exit code; never throws for a mistake of the user
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = new Command('soapstone')
    .description('JSON in, SOAP out: point it at a WSDL and it is a REST API.')
    .version(readBuildInfo(terminal.env).version, '-V, --version')
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.complain })
    .showSuggestionAfterError()
    .showHelpAfterError('(soapstone --help says more)')
    .exitOverride();
  const called = args.find((arg) => !arg.startsWith('-'));
  const described = called === 'help' ? args[args.indexOf('help') + 1] : called;
  for (const { name, summary, load } of commands) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`);
    if (name !== described) continue;
    const define = await load();
    define(command, terminal, (ended) => {
      code = ended;
    });
  }
  if (args.length === 0) {
    terminal.print(program.helpInformation());
    return 0;
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
