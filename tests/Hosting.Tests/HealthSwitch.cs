namespace Hosting.Tests;

/// <summary>Healthy or not, as the test says.</summary>
internal sealed class HealthSwitch
{
    private volatile bool isOn;

    public bool IsOn
    {
        get => isOn;
        set => isOn = value;
    }
}
