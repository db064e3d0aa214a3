using System.Globalization;
using LoadTests.Plans;
using LoadTests.Safety;

namespace LoadTests.Configuration;

/// <summary>Reads the operators' environment variables. Every error is found in one pass, and none of them shows a secret.</summary>
internal sealed class EnvironmentReader
{
    private const string DefaultTestMeeting = "1";

    private readonly Variables variables;
    private readonly AddressVariables addresses;
    private readonly TokenVariables tokens;

    public EnvironmentReader(Func<string, string?> environment, TimeProvider time)
    {
        variables = new Variables(environment);
        addresses = new AddressVariables(variables);
        tokens = new TokenVariables(variables, time);
    }

    public IReadOnlyList<string> Errors => variables.Errors;

    /// <summary>Null when there is any error.</summary>
    public TargetSettings? Read(ScenarioPlan plan) => Read([plan], needsDatabase: false);

    /// <summary>What all of the plans need. Null when there is any error.</summary>
    /// <param name="needsDatabase">Without a connection string that is one.</param>
    public TargetSettings? Read(IReadOnlyList<ScenarioPlan> plans, bool needsDatabase)
    {
        var baseUrl = addresses.BaseUrl();
        return Finish(plans, baseUrl, plans.Any(plan => plan.SignedIn) ? tokens.Read() : [], needsDatabase);
    }

    /// <summary>For commands that play no scenario.</summary>
    public TargetSettings? ReadTarget(bool needsDatabase) => Finish([], addresses.BaseUrl(), [], needsDatabase);

    /// <summary>Null when it is not configured, or wrongly.</summary>
    public GrafanaSettings? ReadGrafana() => GrafanaVariables.Read(variables);

    private TargetSettings? Finish(IReadOnlyList<ScenarioPlan> plans, Uri? baseUrl, IReadOnlyList<UserTokens> users, bool needsDatabase)
    {
        var webSocket = addresses.Url("WS_URL", "ws", "wss");
        var meeting = NumberFrom1("TEST_MEETING_ID", variables.Value("TEST_MEETING_ID") ?? DefaultTestMeeting, "a meeting id", hint: "");
        var database = DatabaseVariable.Read(variables, needsDatabase);
        var chat = addresses.Url("CHAT_BASE_URL", "http", "https");
        var room = NumberFrom1("CHAT_ROOM_ID", variables.Value("CHAT_ROOM_ID"), "a room id", hint: ", or leave it out to only hold connections");
        var dns = addresses.DnsServer();
        if (baseUrl is not null && !TargetGuard.IsHere(baseUrl, dns) && plans.FirstOrDefault(plan => plan.LabOnly) is { } plan)
        {
            variables.Refuse($"{plan.Id} is for the lab only: BASE_URL must be a loopback address, not {baseUrl.Host}");
        }

        return Errors.Count > 0
            ? null
            : new TargetSettings
            {
                BaseUrl = baseUrl!,
                Tokens = [.. users.Select(user => user.Access)],
                RefreshTokens = users.Where(user => user.Refresh is not null).DistinctBy(user => user.Access).ToDictionary(user => user.Access, user => user.Refresh!),
                TestMeetingId = meeting!.Value,
                Database = database,
                WebSocketUrl = webSocket,
                ChatBaseUrl = chat,
                ChatRoomId = room,
                DnsServer = dns,
            };
    }

    /// <summary>Ids are the service's <c>bigint</c>s. Null when it is not set, or none.</summary>
    private long? NumberFrom1(string name, string? text, string what, string hint)
    {
        if (text is null)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        variables.Refuse($"{name} '{text}' is not {what}; give a whole number from 1{hint}");
        return null;
    }
}
