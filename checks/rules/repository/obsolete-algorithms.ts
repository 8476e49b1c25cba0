/** How obsolete algorithms and protocols are named in languages, settings and commands. */
import type { SourcePattern } from '../../rule.ts'

const hash = { kinds: ['code'] as const }

export const obsoleteAlgorithms: Readonly<Record<string, SourcePattern>> = {
  nodeHash: {
    hints: ['createhash', 'createhmac', 'createsign', 'createverify', 'subtle.digest'],
    expression:
      /\b(?:create(?:Hash|Hmac|Sign|Verify)|subtle\.digest)\(\s*['"`](?<name>md[45]|sha-?1|ripemd160|rsa-md5|rsa-sha1)['"`]/i,
    ...hash,
  },
  nodeCipher: {
    hints: ['createcipher', 'createdecipher'],
    expression:
      /\bcreate(?:C|Dec)ipher(?:iv)?\(\s*['"`](?<name>(?:des|rc[24]|bf|cast|idea|seed)[\w-]*|aes-\d+-ecb)['"`]/i,
    kinds: ['code'],
  },
  javaHash: {
    hints: [
      'messagedigest',
      'mac.getinstance',
      'digestutils',
      'hashing.',
      'digest(',
      'signature.getinstance',
      'keyfactory',
    ],
    expression:
      /(?:MessageDigest\.getInstance\(\s*"|Mac\.getInstance\(\s*"Hmac|DigestUtils\.|\bHashing\.|\bnew\s+|Signature\.getInstance\(\s*"|KeyFactory\.getInstance\(\s*"PBEWith)(?<name>MD[25]|SHA-?1)(?:\b|Hex|AsHex|Digest|withRSA|withDSA|AndDES)/i,
    ...hash,
  },
  /** Encoders of passwords of Spring Security that are kept for what was written long ago. */
  encoder: {
    hints: ['passwordencoder'],
    expression:
      /\bnew\s+MessageDigestPasswordEncoder\(\s*"(?<name>MD[245]|SHA-?1)"|\b(?<old>(?:NoOp|Md4|LdapSha)PasswordEncoder)\s*(?:\(\s*\)|\.getInstance\(\))/,
    kinds: ['code'],
  },
  /** How passwords are kept, in the settings of a framework. */
  hasher: {
    hints: ['algorithm'],
    expression:
      /(?:^\s*[\w.]*|:\s*\{\s*)(?:algorithm|algorithm_?name)["']?\s*[:=]\s*["']?(?<name>md[45]|sha-?1|plaintext)["']?\s*(?:[,}].*)?$/i,
    kinds: ['data'],
  },
  javaCipher: {
    hints: ['cipher.getinstance', 'sslcontext', 'keygenerator', 'secretkeyspec', 'keyfactory', 'pbewith'],
    expression:
      /(?:(?:Cipher|KeyGenerator|KeyFactory)\.getInstance\(\s*"(?<name>(?:DES|DESede|RC[24]|Blowfish|ARCFOUR)\b[^"]*|AES\/ECB[^"]*)"|\bCipher\.getInstance\(\s*"(?<plain>AES)"|SecretKeySpec\([^)"]*"(?<key>DES|DESede|RC4|Blowfish|ARCFOUR)"|(?<!KeyFactory\.getInstance\(\s*)["'](?<derived>PBEWith(?:MD[25]|SHA-?1)And[\w-]+)["'])/i,
    kinds: ['code'],
  },
  pythonHash: {
    hints: ['hashlib', 'digestmod', 'passwordhasher', 'md5_crypt', 'sha1_crypt', 'des_crypt', 'crypto.hash'],
    expression:
      /\b(?:hashlib\.(?:new\(\s*['"])?(?<name>md5|sha1)\b(?!.*usedforsecurity\s*=\s*False)|from hashlib import (?:.*\b)?(?<taken>md5|sha1)\b|digestmod\s*=\s*['"](?<mode>md5|sha1)|hashers\.(?:Unsalted)?(?<hasher>MD5|SHA1)PasswordHasher|(?:schemes\s*=\s*\[[^\]]*["']|import\s+(?:\w+,\s*)*|\bhash\.)(?<crypt>md5|sha1|des)_crypt\b|from Crypto(?:dome)?\.Hash import (?:.*\b)?(?<old>MD[245]|SHA1?)\b)/,
    ...hash,
  },
  pythonCipher: {
    hints: [
      'crypto.cipher',
      'algorithms.',
      'cryptodome.cipher',
      'mode_ecb',
      'modes.ecb',
      'des.new',
      'des3.new',
      'arc4.new',
    ],
    expression:
      /\b(?:from Crypto(?:dome)?\.Cipher import (?:.*\b)?(?<old>DES3?|ARC4|ARC2|Blowfish)\b|(?<made>DES3?|ARC4|Blowfish)\.new\(|AES\.MODE_(?<ecb>ECB)|modes\.(?<mode>ECB)\(|algorithms\.(?<name>TripleDES|ARC4|Blowfish|IDEA|SEED)\b)/,
    kinds: ['code'],
  },
  phpHash: {
    hints: ['md5', 'sha1', 'mcrypt', 'md4'],
    expression:
      /(?<![\w>:$\\])(?<name>md5|sha1|mcrypt_\w+)\s*\(\s*(?:\$|(?:mt_rand|rand|uniqid|microtime)\s*\()|\bhash(?:_hmac)?\s*\(\s*['"](?<call>md[45]|sha1)['"]|\bopenssl_digest\s*\([^)]*['"](?<digest>md5|sha1)['"]|\bOPENSSL_ALGO_(?<sign>MD5|SHA1)\b/i,
    ...hash,
  },
  goHash: {
    hints: ['crypto/', 'md5.', 'sha1.', 'des.', 'rc4.'],
    expression:
      /^\s*(?:import\s+)?(?:\w+\s+)?"crypto\/(?<name>md5|sha1|des|rc4)"|\b(?<used>md5|sha1|des|rc4)\.(?:New|Sum|NewCipher|NewTripleDESCipher)\s*\(/,
    kinds: ['code'],
  },
  otherHash: {
    hints: ['digest::', 'cryptojs', 'md5', 'evp_', 'sha1', 'digest.new', 'hexdigest('],
    expression:
      /\bDigest::(?<name>MD5|SHA1)\b|\bDigest\.new\(\s*['"](?<made>MD5|SHA1)['"]|\bHMAC\.(?:hex)?digest\(\s*['"](?<mac>MD5|SHA1)['"]|\b(?<rust>Md5|Sha1)::(?:new|digest)\b|\b(?:SigningKey|VerifyingKey|Hmac|SimpleHmac|Pkcs1v15Sign|Pss|Oaep|pbkdf2\w*|Hkdf|new_with_hash)\w*::<(?:\w+::)*(?<generic>Md5|Sha1)\b|\bHmac<(?:\w+::)*(?<mac2>Md5|Sha1)>|\bMessageDigest::(?<openssl>md5|sha1)\(\)|\b(?<ring>SHA1)_FOR_LEGACY_USE_ONLY\b|\bCryptoJS\.(?<js>MD5|SHA1|HmacMD5|HmacSHA1)\b|\bmd5::compute\b|\bEVP_(?<c>md5|sha1)\s*\(|\bMD5_(?:Init|Update|Final)\b|(?<![\w.>:$\\])md5\([^)\n]*(?:pass|pwd|mdp|mot_?de_?passe|secret)\w*|\b(?<perl>md5|sha1)_(?:hex|base64)\s*\(/i,
    kinds: ['code'],
  },
  otherCipher: {
    hints: ['cryptojs', 'openssl', 'evp_', 'cipher::', 'ecb', 'cipher.new', '-ecb', 'tripledes'],
    expression:
      /\bCryptoJS\.(?<name>DES|TripleDES|RC4|RC4Drop|Rabbit)\b|\bopenssl\s+(?:enc\s+)?-?(?<shell>des3?|des-ede3?\S*|rc4|rc2|bf)\b|OpenSSL::Cipher(?:::Cipher)?\.new\(\s*['"](?<ruby>des|rc4|rc2|bf|aes-\d+-ecb)[\w-]*|\bopenssl_(?:en|de)crypt\s*\([^)]*['"](?<php>des|rc4|rc2|bf|aes-\d+-ecb)[\w-]*['"]|\bCipher::(?<rust>des_|rc4|aes_\d+_ecb)|\b(?<ecb>ecb)::(?:En|De)cryptor|\bCipherMode\.(?<sharp>ECB)\b|['"]cipher['"]\s*=>\s*['"](?<laravel>AES-\d+-ECB)|\bEVP_(?<c>des|rc4|rc2|bf)\w*\s*\(/i,
    kinds: ['code', 'data'],
  },
  csharp: {
    hints: ['md5', 'sha1', 'tripledes', 'rc2', 'descryptoserviceprovider'],
    expression:
      /\b(?:HMAC)?(?<name>MD5|SHA1|TripleDES|DES|RC2)(?:CryptoServiceProvider\(|Managed\(|\.Create\(|\.HashData\()|\bnew\s+HMAC(?<mac>MD5|SHA1)\(|\bHashAlgorithmName\.(?<hash>MD5|SHA1)\b/,
    kinds: ['code'],
  },
  /** Functions of databases. */
  database: {
    hints: ['gen_salt', 'digest(', 'hashbytes', 'standard_hash', 'des_encrypt', 'md5(', 'sha1(', 'encrypt(', 'hmac('],
    expression:
      /\bgen_salt\s*\(\s*'(?<salt>md5|x?des)'|\b(?:digest|hmac)\s*\([^;\n]*,\s*'(?<name>md5|sha1)'\s*\)|\bHASHBYTES\s*\(\s*'(?<bytes>MD[245]|SHA1?)'|\bSTANDARD_HASH\s*\([^;\n]*,\s*'(?<oracle>MD5|SHA1)'|\b(?<mysql>DES)_ENCRYPT\s*\(|\b(?:pgp_sym_)?encrypt\s*\([^;\n]*,\s*'(?<cipher>(?:3?des|bf)[\w/-]*)'|\b(?<plain>md5|sha1)\s*\(\s*(?:\w+\.)?\w*(?:pass|pwd|mdp|mot_?de_?passe|secret)\w*\s*\)/i,
    kinds: ['code'],
  },
  pythonDigest: { hints: ['hashes.'], expression: /\bhashes\.(?<name>MD5|SHA1)\(\)/, kinds: ['code'] },
  version: {
    hints: ['tlsv1', 'sslv', 'tls1', 'tls_1', '"ssl"'],
    expression:
      /(?:(?<!\btype\s)\b(?:minVersion|maxVersion|MinProtocol|secureProtocol|ssl_?version|tls_?version|min_?tls_?version|minimum_?(?:tls_?)?(?:protocol_?)?version|tls_minimum_protocol_version|ssl_min_protocol_version|(?:ssl)?-?enabled-?_?protocols|ssl\.protocol|ssl-protocols|sslProtocol|setEnabledProtocols|SSLContext\.getInstance)["']?\s*[:=(]\s*(?:new\s+String\s*\[\]\s*)?[[{]?\s*(?:["'\w.:, ]{0,40}["'.:, +])?["']?|\bssl_?protocols?[ \t]+[^;#\n]*?(?<![-!]))(?<name>SSLv[23]|(?:Version)?TLS_?v?1(?:[._][01])?|Version_?TLS1[01]|SSL(?="))(?![\w.])(?:_method)?/i,
    kinds: ['code', 'data'],
  },
  /** A list in the settings of a server or of its framework. */
  listedVersion: {
    hints: ['protocols'],
    expression:
      /^\s*(?:[\w-]+\.)*(?:enabled-?_?)?protocols["']?\s*[:=]\s*\[?\s*["']?(?:TLSv?[\w.]+["']?\s*,\s*["']?)*(?<name>SSLv3|TLSv1(?:\.1)?)(?![\w.])/i,
    kinds: ['data'],
  },
  /** Apache: `all` brings the first versions of TLS with it, unless they are taken away. */
  allVersions: {
    hints: ['sslprotocol', 'sslproxyprotocol'],
    expression: /^\s*(?<name>SSL(?:Proxy)?Protocol\s+\+?all)\b(?:(?!.*-TLSv1(?![.\d]))\s.*|(?!.*-TLSv1\.1)\s.*|\s*)$/i,
    kinds: ['data'],
  },
  constant: {
    hints: [
      'versiontls1',
      'versionssl30',
      'sslprotocols.',
      'securityprotocoltype.',
      'protocol_tlsv1',
      'protocol_sslv3',
      'tlsversion.tlsv1',
      'sslversion_tlsv1',
      'method_tlsv1',
      ':tlsv1',
      'sslprotocol ',
      'withrsa',
      'sslversion::',
      'protocol::',
      'force-tls',
      'ssl-min-ver',
      'https.protocols',
    ],
    expression:
      /(?<!["']\s{0,4}:\s{0,20})\b(?<name>tls\.Version(?:TLS1[01]|SSL30)|SslProtocols\.(?:Ssl[23]|Tls(?:11)?)|SecurityProtocolType\.(?:Ssl3|Tls(?:11)?)|x509\.(?:SHA1|MD5)WithRSA|SslVersion::(?:SSL3|TLS1(?:_1)?)|Protocol::(?:Sslv3|Tlsv1[01])|ssl\.PROTOCOL_(?:TLSv1(?:_1)?|SSLv3)|TLSVersion\.(?:TLSv1(?:_1)?|SSLv3)|CURL_SSLVERSION_TLSv1_[01]|STREAM_CRYPTO_METHOD_TLSv1_[01]_\w+)\b(?!\]?\s*:\s*["'`])|(?:ssl_version|min_version)\s*=\s*:(?<ruby>TLSv1(?:_1)?|SSLv3|TLS1(?:_1)?_VERSION)\b|\b(?:force-(?<haproxy>sslv3|tlsv1[01])|ssl-min-ver\s+(?<least>SSLv3|TLSv1\.[01]))\b|https\.protocols\W{1,6}(?:[\w.,]*,)?(?<java>SSLv3|TLSv1(?:\.1)?)(?![\w.])|^\s*SSLProtocol\s+(?<apache>(?:.*\s)?\+?(?:SSLv3|TLSv1(?:\.1)?))(?=\s|$)/,
    kinds: ['code', 'data'],
  },
  /** An algorithm chosen by a constant or a setting. */
  chosen: {
    hints: [
      "'md5'",
      '"md5"',
      "'sha1'",
      '"md5with',
      '"sha1with',
      "'rsa-",
      '"rsa-',
      '"sha1"',
      "'sha-1'",
      '"sha-1"',
      "'rc4'",
      '"rc4"',
      "'des",
      '"des',
      '-ecb',
      '/ecb',
    ],
    expression:
      /\b\w*(?:algo\w*|hash\w*|digest\w*|empreinte|condensat|cipher\w*|chiffre\w*|methode?|transformation)\w*["'\]]*\s*(?::\s*[\w?]+\s*)?(?:=>|:=|=|:)\s*["'](?<name>rsa-(?:md5|sha-?1)|md[245](?:with\w+)?|sha-?1(?:with\w+)?|rc4|(?:3?des|des3|des[-_]?ede3?)(?:[-_/][\w/-]*)?|aes[-/]?\d*[-/]ecb[\w/-]*)["']/i,
    kinds: ['code', 'data'],
  },
  /** A setting without quotes, as YAML, properties and INI files write them. */
  set: {
    hints: ['pbewith', 'algo', 'cipher', 'encryption', 'chiffrement', 'transformation', 'password_', 'password-'],
    expression:
      /(?:algo\w*|cipher\w*|encryption\w*|chiffrement\w*|transformation)["']?\s*[:=]\s*["']?(?<name>PBEWith(?:MD[25]|SHA-?1)And\w+|(?:3?des|desede|rc[24]|blowfish)(?:[-/][\w/-]*)?|aes[-/\d]*[-/]ecb[\w/-]*)["']?\s*[,;]?\s*$|(?:password|mot_?de_?passe|mdp)[-_.]?(?:hash\w*|encryption|encod\w*|algo\w*|digest\w*)["']?\s*[:=]\s*["']?(?<hash>md[45]|sha-?1)["']?\s*[,;]?\s*$/i,
    kinds: ['data'],
  },
  /** Ciphers left on by name. */
  suites: {
    hints: [
      'ciphers',
      'ciphersuite',
      'cipher_suite',
      'cipher-suites',
      'hmac-md5',
      'hmac-sha1',
      'group1-sha1',
      'ssh-dss',
    ],
    expression:
      /(?:ssl_?ciphers?|SSLCipherSuite|cipher_?-?suites?|\bciphers)["']?\s*[:= (]\s*[^#\n]*?(?<![!\w-])(?<name>RC4|ARCFOUR|3DES|DES|MD5|NULL|EXPORT|aNULL|eNULL)(?![a-z])(?!\w{3})|^\s*(?:MACs|KexAlgorithms|HostKeyAlgorithms)\s+(?!-)[^#\n]*?\b(?<mac>hmac-(?:md5|sha1)|diffie-hellman-group1-sha1|ssh-dss)\b/i,
    kinds: ['code', 'data'],
  },
  /** RSA keys that are too short. */
  short: {
    hints: ['1024', '512'],
    expression:
      /\b(?<name>modulusLength["']?\s*[:=]\s*(?:512|1024)|key_?size["']?\s*=\s*(?:512|1024)(?!\d)(?=.*\)|\s*,?$)|genrsa\b.*\b(?:512|1024)|rsa:(?:512|1024)|RSA\.Create\(\s*(?:512|1024)|\.initialize\(\s*(?:512|1024)(?=\s*[,)])|RSACryptoServiceProvider\(\s*(?:512|1024)|rsa\.GenerateKey\([^)]*,\s*(?:512|1024)|RSA\.generate\(\s*(?:512|1024)|RSA(?:::PKey::RSA)?\.new\(\s*(?:512|1024)|RsaPrivateKey::new\([^)]*(?:512|1024))\b/,
    kinds: ['code', 'data'],
  },
  service: {
    hints: ['telnet', 'rlogin', 'rsh'],
    expression:
      /\b(?:apt(?:-get)?|apk|yum|dnf|microdnf)\b.*\b(?:install|add)\b.*\s(?<name>telnet|telnetd|inetutils-telnet|rsh-client|rsh-server|rlogin)\b|^\s*-\s*["']?(?<listed>telnet-server|telnetd|rsh-server|rsh-client|rlogin)["']?\s*$/,
    kinds: ['code', 'data'],
  },
}
