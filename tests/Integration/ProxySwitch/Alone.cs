namespace Integration.ProxySwitch;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
