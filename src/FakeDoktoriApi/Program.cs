using FakeDoktoriApi;
using FakeDoktoriApi.Schema;

return args is [MigrateVerb.Name, .. var rest]
    ? await MigrateVerb.RunAsync(rest)
    : await Instance.RunAsync(args);
