using System.Globalization;
using System.Net;
using System.Text.Json;
using LoadTests.Plans;
using LoadTests.Safety;
using MySqlConnector;

namespace LoadTests.Configuration;

/// <summary>Reads the operators' environment variables. Every error is found in one pass, and none of them shows a secret.</summary>
internal sealed class EnvironmentReader(Func<string, string?> environment, TimeProvider time)
{
    private const string DefaultDatabase = "doktori";
    private const string DefaultTestMeeting = "1";

    private readonly List<string> errors = [];

    public IReadOnlyList<string> Errors => errors;

    /// <summary>Null when there is any error.</summary>
    public TargetSettings? Read(ScenarioPlan plan) => Read([plan], needsDatabase: false);

    /// <summary>What all of the plans need. Null when there is any error.</summary>
    /// <param name="needsDatabase">Without a connection string that is one.</param>
    public TargetSettings? Read(IReadOnlyList<ScenarioPlan> plans, bool needsDatabase)
    {
        var baseUrl = ReadBaseUrl();
        CheckRefreshToken();
        var tokens = plans.Any(plan => plan.SignedIn) ? ReadTokens() : [];
        var webSocket = ReadUrl("WS_URL", "ws", "wss");
        return Finish(plans, baseUrl, tokens, webSocket, needsDatabase);
    }

    /// <summary>For commands that play no scenario.</summary>
    public TargetSettings? ReadTarget(bool needsDatabase) => Finish([], ReadBaseUrl(), [], ReadUrl("WS_URL", "ws", "wss"), needsDatabase);

    /// <summary>Null when it is not configured, or wrongly.</summary>
    public GrafanaSettings? ReadGrafana()
    {
        if (ReadUrl("GRAFANA_URL", "http", "https") is not { } url)
        {
            return null;
        }

        var (key, user, password) = (Value("GRAFANA_API_KEY"), Value("GRAFANA_USER"), Value("GRAFANA_PASS"));
        if (key is null && (user is null || password is null))
        {
            errors.Add("GRAFANA_URL is set, but neither GRAFANA_API_KEY nor both GRAFANA_USER and GRAFANA_PASS");
            return null;
        }

        if (key?.Any(letter => letter is <= ' ' or >= (char)127) == true)
        {
            errors.Add("GRAFANA_API_KEY is not a key; copy it again");
        }

        return new GrafanaSettings(url, key, user, password);
    }

    private TargetSettings? Finish(IReadOnlyList<ScenarioPlan> plans, Uri? baseUrl, IReadOnlyList<string> tokens, Uri? webSocket, bool needsDatabase)
    {
        var meeting = ReadTestMeeting();
        var database = ReadDatabase(needsDatabase);
        var chat = ReadUrl("CHAT_BASE_URL", "http", "https");
        var room = ReadChatRoom();
        var dns = ReadDnsServer();
        if (baseUrl is not null && !TargetGuard.IsHere(baseUrl, dns) && plans.FirstOrDefault(plan => plan.LabOnly) is { } plan)
        {
            errors.Add($"{plan.Id} is for the lab only: BASE_URL must be a loopback address, not {baseUrl.Host}");
        }

        return errors.Count > 0
            ? null
            : new TargetSettings
            {
                BaseUrl = baseUrl!,
                Tokens = tokens,
                RefreshToken = Value("REFRESH_TOKEN"),
                TestMeetingId = meeting,
                Database = database,
                WebSocketUrl = webSocket,
                ChatBaseUrl = chat,
                ChatRoomId = room,
                DnsServer = dns,
            };
    }

    private Uri? ReadBaseUrl()
    {
        var text = Value("BASE_URL");
        if (text is null)
        {
            errors.Add("BASE_URL is not set; export BASE_URL=https://<host>/api");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
        {
            errors.Add("BASE_URL is not an http or https URL; give for instance https://<host>/api");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            errors.Add("BASE_URL must be a plain URL: no user, no query, no fragment");
        }

        if (!url.AbsolutePath.TrimEnd('/').EndsWith("/api", StringComparison.Ordinal))
        {
            errors.Add($"BASE_URL must end in /api; did you mean {url.GetLeftPart(UriPartial.Authority)}/api ?");
        }

        return url;
    }

    private string[] ReadTokens()
    {
        if (Value("LOADTESTS_TOKENS_FILE") is { } file)
        {
            return ReadTokensFile(file);
        }

        if (Value("JWT_TOKEN") is not { } token)
        {
            errors.Add("JWT_TOKEN is not set; export JWT_TOKEN=<access token of a signed-in user>");
            return [];
        }

        if (JwtShape.WhyUnusable(token, time.GetUtcNow(), renewable: Value("REFRESH_TOKEN") is not null) is { } reason)
        {
            errors.Add($"JWT_TOKEN {reason}");
        }

        return [token];
    }

    private string[] ReadTokensFile(string file)
    {
        try
        {
            var tokens = JsonSerializer.Deserialize(File.ReadAllText(file), ConfigurationJsonContext.Default.StringArray) ?? [];
            if (tokens.Length == 0)
            {
                errors.Add($"LOADTESTS_TOKENS_FILE {file} holds no token");
            }

            var now = time.GetUtcNow();
            for (var i = 0; i < tokens.Length; i++)
            {
                if (JwtShape.WhyUnusable(tokens[i], now) is { } reason)
                {
                    errors.Add($"LOADTESTS_TOKENS_FILE {file}: token {i + 1} {reason}");
                    break;
                }
            }

            return tokens;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            errors.Add($"LOADTESTS_TOKENS_FILE {file} cannot be read: {failure.Message}");
        }
        catch (JsonException)
        {
            errors.Add($"LOADTESTS_TOKENS_FILE {file} is not a JSON array of access tokens");
        }

        return [];
    }

    private int ReadTestMeeting()
    {
        var text = Value("TEST_MEETING_ID") ?? DefaultTestMeeting;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        errors.Add($"TEST_MEETING_ID '{text}' is not a meeting id; give a whole number from 1");
        return 0;
    }

    private string? ReadDatabase(bool needed)
    {
        if (Value("LOADTESTS_DB") is not { } text)
        {
            if (needed)
            {
                errors.Add("--db needs a connection string in LOADTESTS_DB (not on the command line, which every user of this machine can read)");
            }

            return null;
        }

        try
        {
            var connection = new MySqlConnectionStringBuilder(text);
            if (connection.Server.Length == 0)
            {
                errors.Add("LOADTESTS_DB names no server");
            }

            if (connection.Database.Length == 0)
            {
                connection.Database = DefaultDatabase;
            }

            return connection.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The exception may quote the value.
            errors.Add("LOADTESTS_DB is not a MySQL connection string; give 'Server=…;Port=…;User ID=…;Password=…;Database=doktori'");
            return null;
        }
    }

    private void CheckRefreshToken()
    {
        if (Value("REFRESH_TOKEN") is not { } token)
        {
            return;
        }

        // It travels as a cookie's value.
        if (token.Any(letter => letter is <= ' ' or >= (char)127 or ';' or ',' or '"' or '\\'))
        {
            errors.Add("REFRESH_TOKEN is not a cookie value; copy the value of the cookie refresh_token alone");
        }
        else if (JwtShape.ExpiresAt(token) is { } expiry && expiry <= time.GetUtcNow())
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"REFRESH_TOKEN expired at {expiry:yyyy-MM-dd HH:mm:ss}Z; sign in again and copy a fresh one"));
        }
    }

    private Uri? ReadUrl(string name, params string[] schemes)
    {
        if (Value(name) is not { } text)
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !schemes.Contains(url.Scheme) || url.Host.Length == 0)
        {
            errors.Add($"{name} is not a {string.Join(" or ", schemes)} URL");
            return null;
        }

        if (url.UserInfo.Length > 0)
        {
            errors.Add($"{name} must be a plain URL: no user");
        }

        return url;
    }

    private long? ReadChatRoom()
    {
        if (Value("CHAT_ROOM_ID") is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
        {
            return id;
        }

        errors.Add($"CHAT_ROOM_ID '{text}' is not a room id; give a whole number from 1, or leave it out to only hold connections");
        return null;
    }

    private IPEndPoint? ReadDnsServer()
    {
        const int usualPort = 53;
        if (Value("DNS_SERVER") is not { } text)
        {
            return null;
        }

        if (!IPEndPoint.TryParse(text, out var server))
        {
            errors.Add($"DNS_SERVER '{text}' is not an address; give for instance 127.0.0.1:5353");
            return null;
        }

        return server.Port == 0 ? new IPEndPoint(server.Address, usualPort) : server;
    }

    private string? Value(string name) => environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
