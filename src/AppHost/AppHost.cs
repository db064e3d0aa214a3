using AppHost.Running;
using AppHost.Topology;
using Aspire.Hosting;

//  load scenarios ──▶ api-lightsail ──▶ db-proxy ─┬─▶ mysql-lightsail   the source, written by lab-schema
//  rehearsal ─── drives all of it ───────┘        └ ─ ─▶ mysql-rds      the target, with RDS's limits
var (lab, exitCode) = await Lab.OpenAsync(args);
if (lab is null)
{
    return exitCode;
}

await using var opened = lab;
var builder = DistributedApplication.CreateBuilder(lab.Hosting).AddLab(lab);
var secrets = builder.AddLabSecrets();

var source = builder.AddSourceServer("mysql-lightsail", lab, secrets);
var target = builder.AddRdsServer("mysql-rds", lab, secrets);

var schema = builder.AddDoktoriSchema("lab-schema", lab, source, secrets)
    .WaitFor(source.Resource);

var proxy = builder.AddDatabaseProxy("db-proxy", lab, source, target, secrets);

var api = builder.AddDoktoriApi("api-lightsail", lab, proxy, secrets)
    .WaitFor(proxy)
    .WaitForCompletion(schema);

foreach (var scenario in (string[])["db-cutover", "data-integrity", "connpool", "rollback-db"])
{
    builder.AddLoadScenario(scenario, lab, api, proxy, secrets)
        .WithExplicitStart()
        .WithParentRelationship(api)
        .WaitFor(api);
}

builder.AddRehearsal("rehearsal", lab, source, target, proxy, api, secrets)
    .WithExplicitStart()
    .WaitFor(source.Resource)
    .WaitFor(target.Resource)
    .WaitFor(api);

return await lab.RunAsync(builder.Build(), healthy: [source.Resource, target.Resource, proxy, api]);
