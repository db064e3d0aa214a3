namespace Rehearsal.Faults;

/// <summary>The parts of the lab whose process a fault can be about.</summary>
internal enum LabPart
{
    OldApi,
    NewApi,
    VpcApi,
    NewEdge,
}
