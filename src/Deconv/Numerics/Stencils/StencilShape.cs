namespace Deconv.Numerics.Stencils;

/// <summary>output[y, x] = Σ weights[k, l] · image[y + Top + k, x + Left + l], the image being zero outside its frame.</summary>
internal readonly record struct StencilShape(Shape Image, Shape Stencil, Shape Output, int Top, int Left);
