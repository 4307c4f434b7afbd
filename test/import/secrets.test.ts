import { describe, expect, it } from 'vitest';
import {
  isLiteralSecret,
  isSecretName,
  looksSecret,
  referencesIn,
  safeUrl,
  withoutSecrets,
} from '../../src/import/secrets.ts';

describe('telling secrets from other texts', () => {
  it('knows names of secrets in every spelling, and names that only sound like it', () => {
    const secret = [
      'GITHUB_TOKEN',
      'apiKey',
      '--api-key',
      'Authorization',
      'X-Api-Key',
      'DB_PASSWORD',
      'SLACK_BOT_TOKEN',
    ];
    const other = [
      'SLACK_TEAM_ID',
      'LOG_LEVEL',
      'MAX_TOKENS',
      'AUTHOR_NAME',
      'PUBLIC_KEY',
      'accessTokenLifetime',
      'PATH',
    ];
    expect(secret.filter((name) => !isSecretName(name))).toEqual([]);
    expect(other.filter(isSecretName)).toEqual([]);
  });

  it('takes references and obvious placeholders for no secret', () => {
    const harmless = [
      '',
      '$' + '{input:pat}',
      '$HOME_TOKEN',
      'Bearer $' + '{env:X}',
      'your-api-key',
      '<token>',
      'REDACTED',
      'xxx',
    ];
    expect(harmless.filter(isLiteralSecret)).toEqual([]);
    expect(['ghp_0123456789abcdef', 'Bearer 5fe1c8a0', 'hunter2'].filter((text) => !isLiteralSecret(text))).toEqual([]);
    expect(referencesIn('Bearer $' + '{input:pat} and %USER%')).toEqual(['pat', 'USER']);
  });

  it('knows keys by their looks', () => {
    expect(
      ['sk-ant-0123456789', 'ghp_abcdefghijkl', '0123456789abcdef0123456789abcdef'].filter(
        (text) => !looksSecret(text),
      ),
    ).toEqual([]);
    expect(['@modelcontextprotocol/server-github', '/home/me/projects/site', '1.2.3'].filter(looksSecret)).toEqual([]);
  });

  it('shows addresses without users, passwords, parameters and keys', () => {
    expect(safeUrl('postgresql://u:p@ss/w@db.example.org:5432/shop?sslkey=x')).toMatchObject({
      host: 'db.example.org',
      shown: 'postgresql://db.example.org:5432/shop',
      hasPassword: true,
    });
    expect(safeUrl('./files')).toBeUndefined();
    expect(withoutSecrets('/srv/0123456789abcdef0123456789abcdef/mcp')).toBe('/srv/…/mcp');
  });
});
