namespace DomainBlock.Format;

/// <summary>One section of an opened file: where it lies, in bytes, and the XxHash3 that its contents should have.</summary>
internal readonly record struct Section(uint Id, int Offset, int Length, ulong Checksum);
