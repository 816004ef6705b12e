using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

public class TextAllocationTests
{
    /// <summary>
    /// Opening allocates more than twice the file where the file is full of texts without octets. That is a known breach:
    /// when this test fails it has been mended, and the room that trials leave for it must go, and this test with it.
    /// </summary>
    [Fact]
    public void Known_breach_empty_texts_take_more_than_twice_their_file()
    {
        var image = new EditedImage(SampleImage.Make());
        List<EditedSection> sections = image.ReadSections();
        int metadata = sections.FindIndex(section => section.Id == Sections.Metadata);
        sections[metadata] = sections[metadata] with { Content = new byte[8 * 40_000] };
        image.WriteSections(sections);
        byte[] file = image.Seal().Bytes;
        Blocklist.Load(file).Dispose();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Blocklist.Load(file).Dispose();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated > MutantTrial.AllocationBound(file.Length), $"{allocated} bytes for a file of {file.Length}");
    }
}
