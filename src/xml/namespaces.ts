/** XML Schema 1.0, the namespace of `xs:`. */
export const XS = 'http://www.w3.org/2001/XMLSchema';
/** `xsi:type`, `xsi:nil` and kin (XSD 1.0 Part 1 §2.6). */
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
/** The reserved prefix `xml`. */
export const XML = 'http://www.w3.org/XML/1998/namespace';
/** Namespace declarations themselves. */
export const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** WSDL 1.1. */
export const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
/** WSDL 2.0, recognised and refused. */
export const WSDL20 = 'http://www.w3.org/ns/wsdl';
/** WSDL 1.1 binding for SOAP 1.1. */
export const WSDL_SOAP11 = 'http://schemas.xmlsoap.org/wsdl/soap/';
/** WSDL 1.1 binding for SOAP 1.2. */
export const WSDL_SOAP12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';
/** WSDL 1.1 binding for HTTP GET and POST, recognised and refused. */
export const WSDL_HTTP = 'http://schemas.xmlsoap.org/wsdl/http/';
/** WSDL 1.1 MIME extension. */
export const WSDL_MIME = 'http://schemas.xmlsoap.org/wsdl/mime/';
/** SOAP 1.1 envelope. */
export const SOAP11 = 'http://schemas.xmlsoap.org/soap/envelope/';
/** SOAP 1.2 envelope. */
export const SOAP12 = 'http://www.w3.org/2003/05/soap-envelope';
/** SOAP 1.1 section 5 encoding. */
export const SOAP11_ENCODING = 'http://schemas.xmlsoap.org/soap/encoding/';
/** SOAP 1.2 encoding. */
export const SOAP12_ENCODING = 'http://www.w3.org/2003/05/soap-encoding';
/** WCF's serialization namespace (`guid`, `duration`, `char`, `IsDictionary`, `Id`, `Ref`). */
export const WCF_SERIALIZATION = 'http://schemas.microsoft.com/2003/10/Serialization/';
