using System.Reflection.Metadata;

namespace DomainBlock.Tests.Architecture;

public class InstructionTokensTests
{
    /// <summary>A switch whose last target looks like a call: its bytes were once read as instructions.</summary>
    [Fact]
    public unsafe void A_switch_is_passed_over_as_a_whole()
    {
        byte[] code = [0x02, 0x45, 2, 0, 0, 0, 0x28, 0, 0, 0, 0x28, 0, 0, 0, 0x28, 0x01, 0x00, 0x00, 0x06, 0x2A];
        fixed (byte* start = code)
            Assert.Equal([0x06000001], InstructionTokens.Read(new BlobReader(start, code.Length)));
    }
}
