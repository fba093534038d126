/** What is at hand of a vertex while it is on the path. */
interface Visit<Vertex> {
  readonly vertex: Vertex;
  readonly rest: Vertex[];
  readonly index: number;
  lowest: number;
}

/**
 * The strongly connected components of a graph, each after those that it leads to (Tarjan). Takes no stack however long its
 * paths are.
 */
export function strongComponents<Vertex>(
  vertices: Iterable<Vertex>,
  edgesOf: (vertex: Vertex) => Iterable<Vertex>,
): readonly (readonly Vertex[])[] {
  const components: Vertex[][] = [];
  const indexes = new Map<Vertex, number>();
  const open: Vertex[] = [];
  const isOpen = new Set<Vertex>();
  for (const start of vertices) {
    const path: Visit<Vertex>[] = [];
    const enter = (vertex: Vertex): void => {
      const index = indexes.size;
      indexes.set(vertex, index);
      open.push(vertex);
      isOpen.add(vertex);
      path.push({ vertex, rest: [...edgesOf(vertex)], index, lowest: index });
    };
    if (!indexes.has(start)) enter(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next !== undefined) {
        const index = indexes.get(next);
        if (index === undefined) enter(next);
        else if (isOpen.has(next)) top.lowest = Math.min(top.lowest, index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.lowest = Math.min(parent.lowest, top.lowest);
      if (top.lowest !== top.index) continue;
      const component = open.splice(open.lastIndexOf(top.vertex));
      for (const vertex of component) isOpen.delete(vertex);
      components.push(component);
    }
  }
  return components;
}
