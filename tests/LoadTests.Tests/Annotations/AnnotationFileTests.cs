using LoadTests.Annotations;
using LoadTests.History;

namespace LoadTests.Tests.Annotations;

public sealed class AnnotationFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("annotations-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void ReadsBackWhatWasMarked_WithinTheRun_InOrder()
    {
        AnnotationFile.Append(folder, new Annotation(300, "RDS 승격", "\"완료\"\n"));
        AnnotationFile.Append(folder, new Annotation(200, "DB Cutover Start", "Master read_only"));
        AnnotationFile.Append(folder, new Annotation(900, "later", ""));

        Assert.Equal(["DB Cutover Start", "RDS 승격"], AnnotationFile.Between(folder, 200, 300).Select(annotation => annotation.Title));
        Assert.Equal("\"완료\"\n", AnnotationFile.Between(folder, 300, 300).Single().Text);
    }

    [Fact]
    public void ALineThatIsNone_IsPassedOver()
    {
        AnnotationFile.Append(folder, new Annotation(1, "a", ""));
        File.AppendAllText(Path.Combine(folder, AnnotationFile.Name), "garbage\n{}\n[1]\n");
        AnnotationFile.Append(folder, new Annotation(2, "b", ""));

        Assert.Equal(["a", "b"], AnnotationFile.Between(folder, 0, 10).Select(annotation => annotation.Title));
    }

    [Fact]
    public void NoFile_IsNoAnnotation() => Assert.Empty(AnnotationFile.Between(Path.Combine(folder, "nowhere"), 0, long.MaxValue));
}
