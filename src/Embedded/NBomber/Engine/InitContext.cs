using NBomber.Contracts;
using Serilog;

namespace NBomber.Engine;

internal sealed record InitContext(ScenarioInfo ScenarioInfo, ILogger Logger) : IScenarioInitContext;
