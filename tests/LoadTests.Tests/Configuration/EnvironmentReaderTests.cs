using System.Buffers.Text;
using System.Text;
using LoadTests.Configuration;
using LoadTests.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace LoadTests.Tests.Configuration;

public sealed class EnvironmentReaderTests : IDisposable
{
    private const string Secret = "s3cr3t-signature";

    private readonly string folder = Directory.CreateTempSubdirectory("environment-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, string> variables = new() { ["BASE_URL"] = "http://127.0.0.1:8080/api", ["JWT_TOKEN"] = Token("""{"exp":1893456000}""") };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ReadsAGoodEnvironment()
    {
        variables["TEST_MEETING_ID"] = "7";
        variables["LOADTESTS_DB"] = "Server=127.0.0.1;Port=3306;User ID=root;Password=x";

        var (settings, errors) = Read("db-cutover");

        Assert.Empty(errors);
        Assert.Equal(7, settings!.TestMeetingId);
        Assert.Contains("Database=doktori", settings.Database);
        Assert.Single(settings.Tokens);
    }

    [Fact]
    public void ReportsEverythingAtOnce()
    {
        variables["BASE_URL"] = "ftp://user:pass@host/app";
        variables["JWT_TOKEN"] = "no-token";
        variables["TEST_MEETING_ID"] = "zero";
        variables["LOADTESTS_DB"] = "Serverr=x";
        variables["WS_URL"] = "https://host/ws";
        variables["CHAT_BASE_URL"] = "host";

        var (settings, errors) = Read("db-cutover");

        Assert.Null(settings);
        Assert.Equal(6, errors.Count);
    }

    [Fact]
    public void TheChat_IsWhereTheApiIs_UnlessSaidOtherwise()
    {
        variables["BASE_URL"] = "https://doktori.kr/api";
        var settings = Read("websocket").Settings!;
        Assert.Equal((new Uri("https://doktori.kr/api"), new Uri("wss://doktori.kr/api/ws"), null), (settings.ChatBase, settings.WebSocket, settings.ChatRoomId));

        variables["WS_URL"] = "wss://chat.doktori.kr/ws";
        variables["CHAT_BASE_URL"] = "https://chat.doktori.kr/api";
        variables["CHAT_ROOM_ID"] = "12";
        settings = Read("websocket").Settings!;
        Assert.Equal((new Uri("https://chat.doktori.kr/api"), new Uri("wss://chat.doktori.kr/ws"), 12), (settings.ChatBase, settings.WebSocket, settings.ChatRoomId));
    }

    [Theory]
    [InlineData("127.0.0.1:5353", 5353)]
    [InlineData("127.0.0.1", 53)]
    [InlineData("[::1]:5353", 5353)]
    public void TakesADnsServer(string server, int port)
    {
        variables["DNS_SERVER"] = server;

        Assert.Equal(port, Read("dns-switch").Settings!.DnsServer!.Port);
    }

    [Theory]
    [InlineData("DNS_SERVER", "dns.test:53")]
    [InlineData("DNS_SERVER", "127.0.0.1:port")]
    [InlineData("CHAT_ROOM_ID", "lobby")]
    [InlineData("CHAT_ROOM_ID", "0")]
    public void NamesWhatIsWrong(string name, string value)
    {
        variables[name] = value;

        var error = Assert.Single(Read("websocket").Errors);
        Assert.Contains(name, error);
        Assert.Contains(value, error);
    }

    [Theory]
    [InlineData("https://doktori.kr", "must end in /api; did you mean https://doktori.kr/api")]
    [InlineData("https://doktori.kr/api?x=1", "plain URL")]
    [InlineData("https://me:pw@doktori.kr/api", "plain URL")]
    [InlineData("doktori.kr/api", "not an http or https URL")]
    [InlineData("", "not set")]
    public void RefusesABadBaseUrl(string url, string reason)
    {
        variables["BASE_URL"] = url;

        Assert.Contains(reason, Assert.Single(Read("db-cutover").Errors));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/api/")]
    [InlineData("https://doktori.kr/api")]
    public void TakesAGoodBaseUrl(string url)
    {
        variables["BASE_URL"] = url;

        Assert.Empty(Read("db-cutover").Errors);
    }

    [Fact]
    public void TheWriteProbe_StaysInTheLab()
    {
        variables["BASE_URL"] = "https://doktori.kr/api";

        Assert.Contains("lab only", Assert.Single(Read("write-probe").Errors));
    }

    [Theory]
    [InlineData("""{"exp":1767225600}""", "expired at 2026-01-01 00:00:00Z")]
    [InlineData("""{"exp":1893456000,"type":"refresh"}""", "refresh token")]
    [InlineData("[]", "not an object")]
    public void RefusesATokenThatCannotWork(string payload, string reason)
    {
        variables["JWT_TOKEN"] = Token(payload);

        var error = Assert.Single(Read("db-cutover").Errors);
        Assert.Contains(reason, error);
        Assert.DoesNotContain(Secret, error);
    }

    [Fact]
    public void NoErrorShowsASecret()
    {
        variables["JWT_TOKEN"] = Secret;
        variables["LOADTESTS_DB"] = $"Server=x;Pasword={Secret}";

        Assert.All(Read("db-cutover").Errors, error => Assert.DoesNotContain(Secret, error));
    }

    [Fact]
    public void SettingsDoNotPrintTheirSecrets()
    {
        variables["LOADTESTS_DB"] = $"Server=x;Password={Secret}";

        Assert.DoesNotContain(Secret, Read("db-cutover").Settings!.ToString());
    }

    [Theory]
    [InlineData("[]", "holds no token")]
    [InlineData("{}", "not a JSON array")]
    [InlineData("[\"abc\"]", "token 1 is not a JWT")]
    [InlineData("[{}]", "entry 1 is neither an access token nor an object with one")]
    [InlineData("[7]", "entry 1 is neither")]
    [InlineData("[{\"accessToken\":\"abc\"}]", "token 1 is not a JWT")]
    public void RefusesABadTokensFile(string content, string reason)
    {
        variables["LOADTESTS_TOKENS_FILE"] = Path.Combine(folder, "tokens.json");
        File.WriteAllText(variables["LOADTESTS_TOKENS_FILE"], content);

        Assert.Contains(reason, Assert.Single(Read("db-cutover").Errors));
    }

    [Fact]
    public void ATokensFileReplacesTheToken()
    {
        variables.Remove("JWT_TOKEN");
        variables["LOADTESTS_TOKENS_FILE"] = Path.Combine(folder, "tokens.json");
        File.WriteAllText(variables["LOADTESTS_TOKENS_FILE"], $"""["{Token("""{"exp":1893456000}""")}","{Token("""{"exp":1893456001}""")}"]""");

        Assert.Equal(2, Read("db-cutover").Settings!.Tokens.Count);
    }

    [Fact]
    public void ATokensFile_MayHoldRefreshTokens_AndThenAnAccessTokenMayHaveExpired()
    {
        var (access, plain) = (Token("""{"exp":1767225600}"""), Token("""{"exp":1893456001}"""));
        variables.Remove("JWT_TOKEN");
        variables["LOADTESTS_TOKENS_FILE"] = Path.Combine(folder, "tokens.json");
        File.WriteAllText(variables["LOADTESTS_TOKENS_FILE"], $$"""[{"userId":1,"accessToken":"{{access}}","refreshToken":"r-1"},{"accessToken":"{{plain}}"}]""");

        var settings = Read("db-cutover").Settings!;

        Assert.Equal([access, plain], settings.Tokens);
        Assert.Equal(new Dictionary<string, string> { [access] = "r-1" }, settings.RefreshTokens);
    }

    [Theory]
    [InlineData("a b", "refresh token 1 is not a cookie value")]
    [InlineData("expired", "refresh token 1 expired at 2026-01-01 00:00:00Z")]
    public void RefusesATokensFileWhoseRefreshTokenCannotWork(string token, string reason)
    {
        var refresh = token == "expired" ? Token("""{"exp":1767225600}""") : token;
        variables["LOADTESTS_TOKENS_FILE"] = Path.Combine(folder, "tokens.json");
        File.WriteAllText(variables["LOADTESTS_TOKENS_FILE"], $$"""[{"accessToken":"{{Token("""{"exp":1893456000}""")}}","refreshToken":"{{refresh}}"}]""");

        Assert.Contains(reason, Assert.Single(Read("db-cutover").Errors));
    }

    [Fact]
    public void AMissingTokensFile_IsNamed()
    {
        variables["LOADTESTS_TOKENS_FILE"] = Path.Combine(folder, "nowhere.json");

        Assert.Contains("cannot be read", Assert.Single(Read("db-cutover").Errors));
    }

    [Fact]
    public void AnExpiredToken_IsFine_WhenItCanBeRenewed()
    {
        variables["JWT_TOKEN"] = Token("""{"exp":1767225600}""");
        variables["REFRESH_TOKEN"] = Token("""{"exp":1893456000,"type":"refresh"}""");

        Assert.Equal(variables["REFRESH_TOKEN"], Read("db-cutover").Settings!.RefreshTokens[variables["JWT_TOKEN"]]);
    }

    [Theory]
    [InlineData("a b", "not a cookie value")]
    [InlineData("refresh_token=a;", "not a cookie value")]
    [InlineData("expired", "REFRESH_TOKEN expired at 2026-01-01 00:00:00Z")]
    public void RefusesARefreshTokenThatCannotWork(string token, string reason)
    {
        variables["REFRESH_TOKEN"] = token == "expired" ? Token("""{"exp":1767225600}""") : token;

        Assert.Contains(reason, Assert.Single(Read("db-cutover").Errors));
    }

    [Fact]
    public void TheDatabaseOption_NeedsAConnectionString()
    {
        var reader = new EnvironmentReader(variables.GetValueOrDefault, time);

        Assert.Null(reader.Read([ScenarioCatalog.New("db-cutover")!.Plan], needsDatabase: true));
        Assert.Contains("LOADTESTS_DB", Assert.Single(reader.Errors));
    }

    [Fact]
    public void Grafana_NeedsCredentials_AndShowsNone()
    {
        variables["GRAFANA_URL"] = "https://grafana.example";
        var reader = new EnvironmentReader(variables.GetValueOrDefault, time);
        Assert.Null(reader.ReadGrafana());
        Assert.Contains("GRAFANA_API_KEY", Assert.Single(reader.Errors));

        variables["GRAFANA_USER"] = "admin";
        variables["GRAFANA_PASS"] = Secret;
        Assert.DoesNotContain(Secret, new EnvironmentReader(variables.GetValueOrDefault, time).ReadGrafana()!.ToString());
    }

    private (TargetSettings? Settings, IReadOnlyList<string> Errors) Read(string scenario)
    {
        var reader = new EnvironmentReader(variables.GetValueOrDefault, time);
        return (reader.Read(ScenarioCatalog.New(scenario)!.Plan), reader.Errors);
    }

    private static string Token(string payload) => $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.{Secret}";
}
