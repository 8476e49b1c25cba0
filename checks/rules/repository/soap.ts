import { type RuleFinding, failIfAny, finding, rule } from '../../rule.ts'
import { dependenciesAmong, folderOf, ownManifests, recognises } from './subject.ts'
import { counted } from '../../wording.ts'
import type { Packages } from '../../facts.ts'

const libraries = [
  'soap',
  'strong-soap',
  'easy-soap-request',
  'zeep',
  'suds',
  'suds-community',
  'spyne',
  'savon',
  'org.apache.cxf:cxf-rt-frontend-jaxws',
  'org.springframework.boot:spring-boot-starter-web-services',
  'org.springframework.ws:spring-ws-core',
  'org.apache.axis2:axis2',
  'com.sun.xml.ws:jaxws-rt',
  'jakarta.xml.ws:jakarta.xml.ws-api',
  'org.glassfish.metro:webservices-rt',
  'laminas/laminas-soap',
  'econea/nusoap',
  'soapcore',
  'corewcf.http',
  'corewcf.primitives',
  'system.servicemodel.http',
  'system.servicemodel.primitives',
  'org.apache.cxf:cxf-spring-boot-starter-jaxws',
  'org.apache.cxf:cxf-rt-transports-http',
  'io.quarkiverse.cxf:quarkus-cxf',
  'javax.xml.ws:jaxws-api',
  'jakarta.jws:jakarta.jws-api',
  'com.sun.xml.ws:rt',
  'org.apache.axis:axis',
  'axis:axis',
  'besimple/soap',
  'phpro/soap-client',
  'wsdltophp/packagegenerator',
  'wash_out',
  'pysimplesoap',
  'suds-jurko',
  'suds-py3',
  'soapfish',
  'github.com/hooklift/gowsdl',
  'github.com/tiaguinho/gosoap',
  'express-soap',
  'nestjs-soap',
]

/** gRPC written from code takes the words of WCF for its contracts. */
const codeFirst = [
  'protobuf-net.grpc',
  'protobuf-net.grpc.aspnetcore',
  'protobuf-net.grpc.clientfactory',
  'servicemodel.grpc',
  'servicemodel.grpc.aspnetcore',
]

/** Composer names extensions of PHP among the packages, without a version. */
const extensionOfPhp = (packages: Packages): { path: string; name: string }[] =>
  ownManifests(packages)
    .filter(({ ecosystem, settings }) => {
      const wanted = ecosystem === 'composer' ? settings?.['require'] : undefined
      return typeof wanted === 'object' && wanted !== null && 'ext-soap' in wanted
    })
    .map(({ path }) => ({ path, name: 'ext-soap' }))

export const soap = rule({
  id: 'repository/soap',
  source: 'repository',
  requirements: ['GI:PD-2.b'],
  title: { fr: 'Pas de service web SOAP', en: 'No SOAP web service' },
  failureTitle: { fr: 'Des services web SOAP sont présents', en: 'SOAP web services are present' },
  why: {
    fr: 'Les nouveaux échanges passent par des API REST ; SOAP n’est plus admis pour une application nouvelle ou une évolution majeure.',
    en: 'New exchanges go through REST APIs; SOAP is no longer accepted in a new application or a major change.',
  },
  mend: {
    fr: 'Exposez ou consommez une API REST décrite en OpenAPI ; pour un service existant imposé, demandez une dérogation.',
    en: 'Expose or consume a REST API described with OpenAPI; for an existing service that is imposed, ask for a derogation.',
  },
  needs: ['files', 'packages', 'matches'],
  looksFor: {
    envelope: {
      hints: [
        'soap-envelope',
        'soap/envelope',
        'soapclient',
        'soapserver',
        '@webservice',
        'jax-ws',
        'wsdl',
        '[servicecontract',
        'httpbinding',
        'corewcf',
        'spyne',
        'soapbinding',
        'webservicetemplate',
        'jaxwsproxy',
        'savon.client',
        'soap.createclient',
        'soap.listen',
        'zeep',
        'soap::lite',
        '@endpoint',
        'payloadroot',
        'soapcore',
        'soapendpoint',
        'soapaction',
        'soap+xml',
        'gosoap',
        'gowsdl',
        'wash_out',
        'soap::transport',
        'xml::compile::soap',
        'servicehost(',
        'soapfault',
      ],
      expression:
        /schemas\.xmlsoap\.org\/soap\/envelope|www\.w3\.org\/2003\/05\/soap-envelope|new\s+\\?Soap(?:Client|Server)\s*\(|^\s*@WebService\b|schemas\.xmlsoap\.org\/wsdl|^\s*\[ServiceContract\b|\bnew\s+(?:\w+\.)*(?:Basic|WS2007|WS)HttpBinding\s*\(|\busing\s+CoreWCF\b|^\s*from spyne\b|^\s*@SOAPBinding\b|\bWebServiceTemplate\b|\bJaxWsProxyFactoryBean\b|\bSavon\.client\b|\bsoap\.(?:createClient(?:Async)?|listen)\s*\(|\bzeep\.Client\s*\(|^\s*from zeep import|\buse\s+SOAP::Lite|^\s*@PayloadRoot\b|\busing\s+SoapCore\b|\.(?:UseSoapEndpoint|AddSoapCore)\b|["']SOAPAction["']|application\/soap\+xml|\bgosoap\.\w+\(|\bsoap_service\b.*\bwashout|\buse\s+(?:SOAP::Transport|XML::Compile::SOAP)|\bnew\s+ServiceHost\s*\(/i,
      kinds: ['code', 'data', 'markup'],
    },
  },
  judge: ({ files, packages, matches }) => {
    const findings: RuleFinding[] = files
      .filter((file) => /\.wsdl$/i.test(file.path) && (file.role === 'source' || file.role === 'configuration'))
      .map((file) => finding(file, 'Description de service SOAP (WSDL).', 'Description of a SOAP service (WSDL).'))
    const required = [...dependenciesAmong(packages, libraries), ...extensionOfPhp(packages)]
    for (const dependency of required)
      findings.push(
        finding(
          dependency,
          `La bibliothèque « ${dependency.name} » sert à faire du SOAP.`,
          `The library “${dependency.name}” is for SOAP.`,
          dependency.name,
        ),
      )
    const contractsOfGrpc = findings.length === 0 && dependenciesAmong(packages, codeFirst).length > 0
    const told = (matches['envelope'] ?? []).filter(
      (match) =>
        !match.comment &&
        !(contractsOfGrpc && /^\s*\[ServiceContract\b/.test(match.text)) &&
        !recognises(match.text) &&
        // A table gives vocabularies their usual prefixes.
        !/^["']https?:\/\/[^"']+["']\s*(?::|=>)\s*["'][\w-]+["'],?$/.test(match.text.trim()) &&
        !/\.(wsdl|xsd)(?:\.[cm]?[jt]s)?$/i.test(match.path) &&
        !/placeholder|(?<![./@\w-])example(?!\.\w)/i.test(match.around),
    )
    // Generated clients are hundreds of lines: one finding a folder, with how many files.
    for (const [first, ...more] of Map.groupBy(told, ({ path }) => folderOf(path)).values()) {
      if (first === undefined) continue
      const others = new Set(more.map(({ path }) => path).filter((path) => path !== first.path)).size
      findings.push(
        finding(
          first,
          `Message ou client SOAP${others === 0 ? '' : `, ici et dans ${counted(others, 'autre fichier', 'autres fichiers')} du dossier`}.`,
          `SOAP message or client${others === 0 ? '' : `, here and in ${counted(others, 'other file', 'other files')} of the folder`}.`,
          first.text,
        ),
      )
    }
    return failIfAny(findings)
  },
})
