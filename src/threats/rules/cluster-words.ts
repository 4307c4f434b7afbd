/** Words for what starts containers and moves them between machines. */
export const clusterWords: readonly string[] = [
  ...['kubernetes', 'k8s', 'k3s', 'openshift', 'eks', 'aks', 'gke', 'ecs', 'fargate', 'nomad', 'swarm', 'cluster'],
];
