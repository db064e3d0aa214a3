using FakeDoktoriApi.Observability;
using MySqlConnector;

namespace FakeDoktoriApi.Http;

/// <summary>The real server's exception handler: what no handler expected becomes an error of the contract.</summary>
internal sealed class FailureFilter(RequestDelegate next, FailureLog failures)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer.
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var error = ErrorFor(exception);
            if (error.Status >= 500)
            {
                failures.Report(context, exception);
            }

            context.Response.Clear();
            await error.WriteAsync(context);
        }
    }

    private static ApiError ErrorFor(Exception exception) => exception switch
    {
        // Spring's DataIntegrityViolationException: SQLState class 23, and data too long for its column.
        MySqlException { SqlState: { } state } when state.StartsWith("23", StringComparison.Ordinal) => ApiError.Conflict,
        MySqlException { ErrorCode: MySqlErrorCode.DataTooLong } => ApiError.Conflict,
        BadHttpRequestException => ApiError.InvalidRequestBody,
        _ => ApiError.Internal,
    };
}
