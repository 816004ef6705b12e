using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

public class TextAllocationTests
{
    /// <summary>Texts are checked on opening and made when asked for: each is an object, and takes more than its bytes in the file.</summary>
    [Fact]
    public void Opening_a_file_full_of_empty_texts_allocates_nothing_for_them()
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
        Assert.True(allocated < 16_384, $"{allocated} bytes for a file of {file.Length}");
    }
}
