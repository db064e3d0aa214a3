namespace ProxySwitch.Control;

/// <summary>The body of every answer that is not a success. Line and column: the place in the table's file, if the reason has one.</summary>
internal sealed record ControlRefusal(string Code, string Message, int? Line = null, int? Column = null)
{
    public static Task WriteAsync(HttpContext http, int status, string code, string message) => new ControlRefusal(code, message).WriteAsync(http, status);

    public Task WriteAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(this, ControlJson.Answers);
    }
}
