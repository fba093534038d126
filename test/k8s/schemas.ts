import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { repositoryRoot } from '../import-statements.ts';
import type { Manifest } from './manifests.ts';

/** A class of the schema packages: made from the object as it is, it can validate itself. */
type Model = new (object: never) => { validate(): void };

/** The kinds that are used here, with the module that their types come from. */
const models: Readonly<Record<string, readonly [Model, string]>> = {
  Deployment: [Deployment, 'kubernetes-models/apps/v1/Deployment'],
  HorizontalPodAutoscaler: [HorizontalPodAutoscaler, 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'],
  NetworkPolicy: [NetworkPolicy, 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'],
  PodDisruptionBudget: [PodDisruptionBudget, 'kubernetes-models/policy/v1/PodDisruptionBudget'],
  ConfigMap: [ConfigMap, 'kubernetes-models/v1/ConfigMap'],
  Namespace: [Namespace, 'kubernetes-models/v1/Namespace'],
  Secret: [Secret, 'kubernetes-models/v1/Secret'],
  Service: [Service, 'kubernetes-models/v1/Service'],
  ServiceAccount: [ServiceAccount, 'kubernetes-models/v1/ServiceAccount'],
  ServiceMonitor: [ServiceMonitor, '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor'],
  PrometheusRule: [PrometheusRule, '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule'],
};

/** Validates an object against the schema of its kind. @throws Error that says where it breaks it, or that its kind is not known */
export function validateManifest(manifest: Manifest): void {
  const model = models[manifest.kind]?.[0];
  if (model === undefined) throw new Error(`there is no schema of ${manifest.kind} here`);
  new model(manifest as never).validate();
}

/**
 * What the compiler says of the objects as literals of their types. The schemas allow members that they do not know, so a
 * misspelt one passes there; here it does not.
 * @returns one line for each error; empty when there is none
 */
export function unknownMembers(manifests: readonly Manifest[]): string[] {
  const folder = join(repositoryRoot, '.cache/manifests');
  mkdirSync(folder, { recursive: true });
  const lines = manifests.map((manifest, index) => {
    const module = models[manifest.kind]?.[1] ?? '';
    return `export const object${index}: import('${module}').I${manifest.kind} = ${JSON.stringify(manifest)};\n`;
  });
  const file = join(folder, 'manifests.ts');
  writeFileSync(file, lines.join(''));
  const tsc = join(repositoryRoot, 'node_modules/.bin/tsc');
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
  ];
  const { stdout } = spawnSync(tsc, [...options, '--types', '', file], { cwd: repositoryRoot, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('error'));
}
