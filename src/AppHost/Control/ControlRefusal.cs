using Microsoft.AspNetCore.Http;

namespace AppHost.Control;

/// <summary>The body of every answer that is not a success.</summary>
internal sealed record ControlRefusal(string Code, string Message)
{
    public static IResult UnknownResource(string name, IEnumerable<string> known) =>
        Answer(StatusCodes.Status404NotFound, "unknown_resource", $"There is no resource named '{name}'; there are: {string.Join(", ", known)}.");

    public static IResult UnknownCommand(string resource, string command, IEnumerable<string> known) =>
        Answer(StatusCodes.Status404NotFound, "unknown_command", $"'{resource}' has no command '{command}'; it has: {string.Join(", ", known)}.");

    public static IResult Refused(string message) => Answer(StatusCodes.Status409Conflict, "refused", message);

    public static IResult BadTail(string tail, int most) =>
        Answer(StatusCodes.Status400BadRequest, "bad_tail", $"tail: '{tail}' is not a whole number from 1 to {most}.");

    public static IResult Answer(int status, string code, string message) => Results.Json(new ControlRefusal(code, message), ControlJson.Options, statusCode: status);
}
