using LoadTests.Traffic;

namespace LoadTests.Plans;

/// <summary>One thing a virtual user does. A group's steps are its loop.</summary>
internal abstract record Step
{
    public static Step Send(RequestPlan request) => new SendStep([request], []);

    /// <summary>One of several, each as likely.</summary>
    public static Step SendOneOf(params RequestPlan[] requests) => new SendStep(requests, []);

    /// <summary>A request, and another only if the first succeeded.</summary>
    public static Step SendThenIfOk(RequestPlan first, RequestPlan then) => new SendStep([first], [then]);

    public static Step Sleep(double seconds) => new SleepStep(seconds, seconds);

    /// <summary>Uniform in [from, to).</summary>
    public static Step Sleep(double from, double to) => new SleepStep(from, to);

    /// <summary>One of several think times, each as likely.</summary>
    public static Step SleepOneOf(params IReadOnlyList<double> seconds) => new SleepOneOfStep(seconds);

    /// <summary>Something that is more than a request; the scenario's folder has it.</summary>
    public static Step Do(Func<VirtualUser, Task> act, params RequestPlan[] sends) => new ActStep(act, sends);

    /// <summary>Something that needs a token and sends no request of a plan.</summary>
    public static Step DoSignedIn(Func<VirtualUser, Task> act) => new ActStep(act, []) { SignedIn = true };
}
