using System.Net;
using ProxySwitch.Tables;

namespace ProxySwitch.Dns.Zones;

/// <summary>Decides what is answered: a query from the old zone or from the new one.</summary>
internal sealed class ZoneSwitchboard(TableFile<Zone> file, ZoneRules rules, IPEndPoint server, TimeProvider clock, ILogger<ZoneSwitchboard> log)
    : Switchboard<Zone, ZoneChange, Zone, ZoneVersion>(file, log)
{
    private readonly TableFile<Zone> file = file;
    private readonly ILogger log = log;

    /// <summary>The time: it is then higher than any that an earlier run handed out, without a place to keep it.</summary>
    private readonly uint firstSerial = (uint)clock.GetUtcNow().ToUnixTimeSeconds();

    public override Zone CurrentTable => Current.Zone;

    protected override (Zone? Table, TableProblem? Problem) Edit(Zone table, ZoneChange change) => change.ApplyTo(table, rules);

    protected override Task<(Zone? Plan, TableProblem? Problem)> ResolveAsync(Zone table, CancellationToken cancellation) =>
        Task.FromResult<(Zone?, TableProblem?)>((table, null));

    protected override Zone TableOf(Zone plan) => plan;

    /// <summary>What changes nothing gets no serial of its own, so that a caller may repeat a change whose answer it lost.</summary>
    protected override bool Counts(Zone table) => !file.Same(table, CurrentTable);

    protected override string Describe(ZoneChange change) => change.ToString();

    protected override ZoneVersion Enter(Zone plan, int number) => new(firstSerial + (uint)number - 1, plan, clock.GetUtcNow(), server.Address);

    protected override void Entered(ZoneVersion generation)
    {
        var zone = generation.Zone;
        log.ZoneEntered(generation.Serial, zone.Name.Text, zone.TtlSeconds, string.Join(", ", zone.Records.Select(record => $"{record.Name} A {record.Address}")));
    }
}
