const words = (name: string, values: string) =>
  `<attribute name="${name}"><simpleType><restriction base="string">${values
    .split(' ')
    .map((value) => `<enumeration value="${value}"/>`)
    .join('')}</restriction></simpleType></attribute>`;

const uses = (type: string, names: string) =>
  `<attribute ref="xlink:type" fixed="${type}"/>${names
    .split(' ')
    .map((name) => `<attribute ref="xlink:${name}"/>`)
    .join('')}`;

const group = (name: string, content: string) => `<attributeGroup name="${name}">${content}</attributeGroup>`;

/** The attributes of XLink 1.0 §4.1, with the attribute groups that schemas in use expect. */
export const xlinkSchema = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink"
    xmlns:xlink="http://www.w3.org/1999/xlink">
  ${words('type', 'simple extended title resource locator arc')}
  <attribute name="href" type="anyURI"/>
  <attribute name="role" type="anyURI"/>
  <attribute name="arcrole" type="anyURI"/>
  <attribute name="title" type="string"/>
  ${words('show', 'new replace embed other none')}
  ${words('actuate', 'onLoad onRequest other none')}
  <attribute name="label" type="string"/>
  <attribute name="from" type="string"/>
  <attribute name="to" type="string"/>
  ${group('simpleLink', uses('simple', 'href role arcrole title show actuate'))}
  ${group('simpleAttrs', uses('simple', 'href role arcrole title show actuate'))}
  ${group('extendedLink', uses('extended', 'role title'))}
  ${group('extendedAttrs', uses('extended', 'role title'))}
  ${group('locatorLink', uses('locator', 'href role title label'))}
  ${group('locatorAttrs', uses('locator', 'href role title label'))}
  ${group('arcLink', uses('arc', 'arcrole title show actuate from to'))}
  ${group('arcAttrs', uses('arc', 'arcrole title show actuate from to'))}
  ${group('resourceLink', uses('resource', 'role title label'))}
  ${group('resourceAttrs', uses('resource', 'role title label'))}
  ${group('titleLink', uses('title', 'title'))}
  ${group('emptyLink', '<attribute ref="xlink:type" fixed="none"/>')}
</schema>`;
