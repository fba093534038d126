import { Command } from 'commander';
import { findSources, loadBackend } from '../app/load-backend.ts';
import { collectDiagnostics } from '../diagnostics/diagnostic.ts';
import type { CommandEntry } from './main.ts';
import { chooseConfig } from './source-options.ts';
import type { Terminal } from './terminal.ts';

/** Options whose value is the name of an operation. */
const NAMES_OPERATION: ReadonlySet<string> = new Set(['--only']);

/**
 * Words that may stand where the cursor is: commands, options of a command, names of operations of the WSDLs that the line
 * names. None where a file is wanted: shells know files best.
 * @param words - of the command line behind the program's name; the last one is being written, `''` when it has not begun
 */
export async function completeWords(
  words: readonly string[],
  commands: readonly CommandEntry[],
  terminal: Terminal,
): Promise<readonly string[]> {
  const current = words.at(-1) ?? '';
  const [name, ...others] = words.slice(0, -1);
  const startingSo = (candidates: readonly string[]) => candidates.filter((each) => each.startsWith(current));
  if (name === undefined) return startingSo([...commands.map((command) => command.name), '--help', '--version']);
  const entry = commands.find((command) => command.name === name);
  if (entry === undefined) return [];
  const command = new Command(name);
  (await entry.load())(command, terminal, () => undefined);
  if (current.startsWith('-')) return startingSo([...command.options.flatMap(({ long }) => long ?? []), '--help']);
  const before = others.at(-1);
  if (before !== undefined && NAMES_OPERATION.has(before)) return startingSo(await operationNames(others, terminal));
  if (before !== undefined && takesValue(command, before)) return [];
  if (name === 'call' && positionals(command, others).length === 0) {
    return startingSo(await operationNames(others, terminal));
  }
  if (name === 'completion' && others.length === 0) return startingSo(['bash', 'zsh', 'fish']);
  return [];
}

function takesValue(command: Command, word: string): boolean {
  const option = command.options.find(({ long, short }) => long === word || short === word);
  return option !== undefined && (option.required || option.optional);
}

/** Words that are neither options nor their values. */
function positionals(command: Command, words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && !takesValue(command, words[index - 1] ?? ''));
}

/** Of the WSDLs or the configuration that the line names; none when they cannot be loaded. */
async function operationNames(words: readonly string[], terminal: Terminal): Promise<readonly string[]> {
  const valuesOf = (...names: readonly string[]) =>
    words.filter((word, index) => names.includes(words[index - 1] ?? '') && !word.startsWith('-'));
  const wsdl = [...valuesOf('--wsdl', '-w'), ...words.filter((word) => /\.wsdl$/i.test(word))];
  const [config] = valuesOf('--config', '-c');
  const chosen = await chooseConfig(config === undefined ? { wsdl: [...new Set(wsdl)] } : { config }, terminal);
  if (chosen?.kind !== 'config') return [];
  const nobody = collectDiagnostics();
  const servicesTaken = new Set<string>();
  const names: string[] = [];
  for (const backend of chosen.config.backends) {
    const { operations } = await loadBackend(await findSources(backend), servicesTaken, {
      wsdl: nobody,
      start: nobody,
    });
    names.push(...operations.flatMap(({ selector, aliases }) => [selector, ...aliases]));
  }
  return names;
}
