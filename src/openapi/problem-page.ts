import { findProblemType, type ProblemType } from '../gateway/problem-catalogue.ts';

/** The page of a type of problem, in each form that a client may ask for. */
export interface ProblemPage {
  /** A complete document without scripts, styles or links to elsewhere. */
  readonly html: string;
  readonly markdown: string;
  readonly json: ProblemPageJson;
}

/** The page for programs. */
export interface ProblemPageJson {
  readonly type: string;
  readonly title: string;
  readonly statuses: readonly number[];
  readonly meaning: string;
  readonly remedy: string;
}

/** What a problem's `type` leads to; undefined when there is no such type. */
export function problemPage(slug: string): ProblemPage | undefined {
  const type = findProblemType(slug);
  if (type === undefined) return undefined;
  const { title, statuses, meaning, remedy } = type;
  return {
    html: renderHtml(type),
    markdown: `# ${title}\n\n\`${slug}\`, status ${statuses.join(' or ')}\n\n${meaning}\n\n## What to do\n\n${remedy}\n`,
    json: { type: `/problems/${slug}`, title, statuses, meaning, remedy },
  };
}

function renderHtml({ slug, statuses, title, meaning, remedy }: ProblemType): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p><code>${escapeHtml(slug)}</code>, status ${statuses.join(' or ')}</p>
<p>${escapeHtml(meaning)}</p>
<h2>What to do</h2>
<p>${escapeHtml(remedy)}</p>
</body>
</html>
`;
}

/** Text as the content of an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}
