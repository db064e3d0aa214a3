using AppHost.Faults;
using AppHost.Running;
using AppHost.Standing;
using AppHost.Topology;
using Aspire.Hosting;

//  load scenarios ──dns──▶ edge-lightsail ─┬▶ api-lightsail, chat-lightsail ─▶┐
//                   └─ ─▶ edge-vpc ─┐      ├ ─▶ …-lightsail-green             ├▶ db-proxy ─┬─▶ mysql-lightsail   the source, written by lab-schema
//  rehearsal ── drives all of it    └──────┴ ─▶ api-vpc, chat-vpc ───────────▶┘            └ ─ ─▶ mysql-rds      the target, with RDS's limits
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

var blue = builder.AddSite("lightsail", lab, proxy, schema, secrets);
var green = builder.AddSite("lightsail-green", lab, proxy, schema, secrets).WithExplicitStart();
var vpc = builder.AddSite("vpc", lab, proxy, schema, secrets);

var network = EdgeNetwork.Choose();
var oldEdge = builder.AddEdge("edge-lightsail", network.Old, lab, active: blue, [blue, green, vpc], secrets);
var newEdge = builder.AddEdge("edge-vpc", network.New, lab, active: vpc, [vpc], secrets);
var dns = builder.AddDns("dns", network, lab, secrets);

foreach (var scenario in LoadScenarios.All)
{
    builder.AddLoadScenario(scenario, lab, network, proxy, secrets)
        .WithExplicitStart()
        .WaitFor(dns)
        .WaitFor(oldEdge);
}

var migration = new MigrationTopology(source, target, proxy, blue, green, vpc, oldEdge, newEdge, dns, network);
var watch = builder.AddMigrationWatch(migration, "rehearsal", lab, secrets);
migration.AddRunbookCommands(lab, secrets, watch);
migration.AddFaultCommands(lab, secrets, watch);
builder.AddRehearsal("rehearsal", lab, migration, secrets)
    .WithPlayCommands(lab, watch)
    .WithExplicitStart()
    .WaitFor(source.Resource)
    .WaitFor(target.Resource)
    .WaitFor(oldEdge)
    .WaitFor(newEdge)
    .WaitFor(dns);

return await lab.RunAsync(builder.Build(), healthy: [source.Resource, target.Resource, proxy, blue.Api, blue.Chat, vpc.Api, vpc.Chat, oldEdge, newEdge, dns]);
