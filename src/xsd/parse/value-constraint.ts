import type { XmlElement } from '../../xml/document.ts';
import type { ComponentScope } from './scope.ts';

/** `default` and `fixed`, as written: white space is the type's to treat. Only one of them may be there; fixed counts. */
export function valuesOf(
  element: XmlElement,
  rule: 'src-element' | 'src-attribute',
  scope: ComponentScope,
): { readonly defaultValue?: string; readonly fixedValue?: string } {
  const text = (local: string) =>
    element.attributes.find((each) => each.local === local && each.namespace === '')?.value;
  const defaultValue = text('default');
  const fixedValue = text('fixed');
  if (defaultValue !== undefined && fixedValue !== undefined) {
    scope.report('warning', rule, `${element.name.local} has both default and fixed; fixed counts`, element.location);
  }
  if (fixedValue !== undefined) return { fixedValue };
  return defaultValue === undefined ? {} : { defaultValue };
}
